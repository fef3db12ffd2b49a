using ClaudeLens.Events;
using ClaudeLens.Journal;

namespace ClaudeLens.Ingest;

/// <summary>
/// Group commit without a thread of its own: whoever finds the journal free writes for everyone who waits. In quiet times
/// a source writes its own line at once, on its own thread; under load one transaction carries many batches.
/// </summary>
public sealed class SingleWriter(IJournal journal, SourceStatus status, TimeProvider time) : IIngest
{
    private const int EventsACommit = 4096;
    private const string Journal = "journal";
    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _writing, _failing;

    public ValueTask<SessionEvent[]> AppendAsync(AppendBatch batch, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (_writing)
            {
                var mine = new Waiting(batch);
                _waiting.Enqueue(mine);
                return new(mine.Task);
            }
            _writing = true;
        }
        return WriteAsync(batch);
    }

    public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default) => journal.ReadPositionsAsync(cancel);

    private async ValueTask<SessionEvent[]> WriteAsync(AppendBatch mine)
    {
        try
        {
            return await CommitAsync([mine]);
        }
        finally
        {
            await WriteForOthersAsync();
        }
    }

    private async ValueTask WriteForOthersAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                Hand(group, await CommitAsync([.. group.Select(w => w.Batch)]));
            }
            catch (Exception e)
            {
                foreach (var waiting in group) waiting.SetException(e);
            }
        }
    }

    private async ValueTask<SessionEvent[]> CommitAsync(AppendBatch[] batches)
    {
        try
        {
            var added = await journal.AppendAsync(batches);
            if (_failing) status.Works(Journal);
            _failing = false;
            return added;
        }
        catch (Exception e)
        {
            _failing = true;
            status.Fails(Journal, e.Message, time.GetUtcNow());
            throw;
        }
    }

    private List<Waiting> Take()
    {
        var group = new List<Waiting>();
        lock (_lock)
        {
            var events = 0;
            while (_waiting.TryPeek(out var next) && (group.Count == 0 || events + next.Batch.Events.Count <= EventsACommit))
            {
                events += next.Batch.Events.Count;
                group.Add(_waiting.Dequeue());
            }
            if (group.Count == 0) _writing = false;
        }
        return group;
    }

    /// <summary>Gives each its own new events: they come back in the order the batches went in.</summary>
    private static void Hand(List<Waiting> group, SessionEvent[] added)
    {
        if (group.Count == 1)
        {
            group[0].SetResult(added);
            return;
        }
        var next = 0;
        foreach (var waiting in group)
        {
            var own = new List<SessionEvent>();
            foreach (var e in waiting.Batch.Events)
            {
                if (next < added.Length && added[next].Id == e.Id) own.Add(added[next++]);
            }
            waiting.SetResult([.. own]);
        }
    }

    private sealed class Waiting(AppendBatch batch)
        : TaskCompletionSource<SessionEvent[]>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public AppendBatch Batch => batch;
    }
}
