using System.Collections.Concurrent;

namespace ClaudeLens.Events;

/// <summary>
/// How the sources are doing: what start-up has read so far, and what they cannot do right now. Not part of the journal
/// (it says, among other things, that the journal cannot be written). Thread-safe.
/// </summary>
public sealed class SourceStatus
{
    private readonly ConcurrentDictionary<string, Problem> _problems = new();
    private volatile ScanState _scan = new("scanning", 0, 0, 0, 0);

    public ScanState Scan
    {
        get => _scan;
        set => _scan = value;
    }

    /// <summary>Transcripts within the history with something in them that were there at start, also those that had been read before.</summary>
    public int Found { get; set; }

    /// <summary>What is wrong now, the oldest first.</summary>
    public IReadOnlyList<Problem> Problems => [.. _problems.Values.OrderBy(p => p.Since)];

    /// <summary>Something cannot be done. Saying it again changes nothing.</summary>
    /// <param name="about">What it concerns, e.g. <c>journal</c>.</param>
    public void Fails(string about, string message, DateTimeOffset now) =>
        _problems.AddOrUpdate(about, _ => new(about, message, now), (_, old) => old.Message == message ? old : old with { Message = message });

    public void Works(string about) => _problems.TryRemove(about, out _);
}

/// <param name="State"><c>scanning</c> until everything within the history was read once, then <c>watching</c>.</param>
public sealed record ScanState(string State, int Files, int FilesDone, long Bytes, long BytesDone);

/// <param name="Message">One sentence for people.</param>
public sealed record Problem(string About, string Message, DateTimeOffset Since);
