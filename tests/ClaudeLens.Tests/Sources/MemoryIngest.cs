using ClaudeLens.Events;
using ClaudeLens.Ingest;

namespace ClaudeLens.Tests.Sources;

/// <summary>The journal's rules without its disk: unique ids, one order, positions with their events.</summary>
internal sealed class MemoryIngest : IIngest
{
    private readonly Lock _lock = new();
    private readonly HashSet<EventId> _ids = [];
    private readonly List<SessionEvent> _events = [];
    private readonly Dictionary<string, ReadPosition> _positions = [];
    private readonly List<TaskCompletionSource> _waiters = [];
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _gate;

    /// <summary>How many of the next appends fail.</summary>
    public int Failures { get; set; }
    public int Batches { get; private set; }
    public int LargestBatch { get; private set; }
    public int Repeated { get; private set; }

    public IReadOnlyList<SessionEvent> Events
    {
        get { lock (_lock) return [.. _events]; }
    }

    public IReadOnlyList<ReadPosition> Positions
    {
        get { lock (_lock) return [.. _positions.Values]; }
    }

    /// <summary>From now on appends wait until the result is set.</summary>
    public TaskCompletionSource Hold() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when an append waits.</summary>
    public Task Held => _held.Task;

    public async ValueTask<SessionEvent[]> AppendAsync(AppendBatch batch, CancellationToken cancel = default)
    {
        if (_gate is { Task.IsCompleted: false } gate)
        {
            _held.TrySetResult();
            await gate.Task;
        }
        return [.. Append(batch)];
    }

    private List<SessionEvent> Append(AppendBatch batch)
    {
        var added = new List<SessionEvent>();
        lock (_lock)
        {
            if (Failures > 0)
            {
                Failures--;
                throw new JournalException("The disk is full.");
            }
            Batches++;
            LargestBatch = Math.Max(LargestBatch, batch.Events.Count);
            foreach (var happened in batch.Events)
                if (_ids.Add(happened.Id))
                    added.Add(happened with { Seq = _events.Count + added.Count + 1 });
                else
                    Repeated++;
            _events.AddRange(added);
            foreach (var position in batch.Positions)
                _positions[position.Key] = position;
            foreach (var waiter in _waiters)
                waiter.TrySetResult();
            _waiters.Clear();
        }
        return added;
    }

    public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default) => new(Positions);

    /// <summary>Waits until what was appended satisfies a condition.</summary>
    public async Task<IReadOnlyList<SessionEvent>> Until(Func<IReadOnlyList<SessionEvent>, bool> condition)
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        while (true)
        {
            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_lock)
            {
                if (condition(_events))
                    return [.. _events];
                _waiters.Add(waiter);
            }
            try
            {
                await waiter.Task.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                lock (_lock)
                    throw new TimeoutException($"Not within {Wait.Patience.TotalSeconds} s; {_events.Count} events: {string.Join(", ", _events.TakeLast(8).Select(e => $"{e.Kind} {e.Summary}"))}");
            }
        }
    }
}
