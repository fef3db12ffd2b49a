using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>
/// The one ordered, durable, deduplicated record. Everything behind ingest is a reader with a position in it.
/// </summary>
public interface IJournal
{
    /// <summary>Random; a new one whenever the journal may have rolled back. A cursor is <c>epoch:seq</c>.</summary>
    string Epoch { get; }

    /// <summary>The newest seq that is committed; 0 when there is none.</summary>
    long LastSeq { get; }

    /// <summary>From here on the journal is complete: a reader at <c>OldestSeq - 1</c> or later misses nothing.</summary>
    long OldestSeq { get; }

    /// <summary>
    /// The only write: all batches in one transaction, in order. Gives each new event the next seq, drops events whose id
    /// it has, and commits the read positions with the events they stand for.
    /// </summary>
    /// <exception cref="JournalException">Nothing was written; say so and try again later.</exception>
    ValueTask<SessionEvent[]> AppendAsync(AppendBatch[] batches, CancellationToken cancel = default);

    /// <summary>
    /// The past after a seq, then the future, in order and without a hole; ends only when cancelled. Who has caught up goes on
    /// on the thread that appended, and holds it up: be quick.
    /// </summary>
    IAsyncEnumerable<SessionEvent[]> FollowAsync(long after, CancellationToken cancel = default);

    /// <summary>The newest events of one session up to a seq, newest first.</summary>
    ValueTask<IReadOnlyList<SessionEvent>> ReadSessionAsync(string sessionId, long before, int limit, CancellationToken cancel = default);

    /// <summary>Where sources stopped reading.</summary>
    ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default);
}
