using ClaudeLens.Events;

namespace ClaudeLens.Ingest;

/// <summary>The only way into the journal. Many sources call it; one of them at a time writes, for all who wait.</summary>
public interface IIngest
{
    /// <summary>Completes when the events and positions are committed; returns those events that were new, with their seq.</summary>
    /// <exception cref="JournalException">Nothing was written: keep the batch and try again.</exception>
    ValueTask<SessionEvent[]> AppendAsync(AppendBatch batch, CancellationToken cancel = default);

    /// <summary>Where sources stopped reading: a source goes on from there.</summary>
    ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default);
}
