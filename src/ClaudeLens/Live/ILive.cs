namespace ClaudeLens.Live;

/// <summary>What is true now.</summary>
public interface ILive
{
    /// <summary>The state between two steps of the fold, exact at its seq and position.</summary>
    ValueTask<LiveSnapshot> SnapshotAsync(CancellationToken cancel = default);

    /// <summary>
    /// Every batch from the first on, in order, called on the fold's own thread: take it and return. Subscribe before the
    /// program starts to run; a snapshot taken later then fits the batches without a hole.
    /// </summary>
    void Subscribe(Action<LiveBatch> onBatch);

    /// <summary>Completes when the journal's past is folded in.</summary>
    Task CaughtUp { get; }
}
