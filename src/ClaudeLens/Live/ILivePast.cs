namespace ClaudeLens.Live;

/// <summary>What readers were told once, again.</summary>
public interface ILivePast
{
    /// <summary>Messages and alerts after a seq, in order, from the journal; it goes on until the reader has enough.</summary>
    IAsyncEnumerable<PastPage> ReadAsync(long after, CancellationToken cancel = default);
}

/// <param name="LastSeq">Everything up to here has been read.</param>
public sealed record PastPage(long LastSeq, IReadOnlyList<LiveChange> Changes);
