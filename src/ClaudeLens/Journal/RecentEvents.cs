using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>
/// The newest events, in memory: a follower that keeps up never touches the disk. Bounded by count; who is further
/// behind reads the database.
/// </summary>
internal sealed class RecentEvents(int capacity = 2048)
{
    private readonly Lock _lock = new();
    private readonly List<SessionEvent[]> _batches = [];
    private int _first, _count;
    private TaskCompletionSource _more = new();

    public long LastSeq { get; private set; }

    public void Start(long lastSeq) => LastSeq = lastSeq;

    /// <summary>Whoever waits looks again.</summary>
    public void Wake()
    {
        TaskCompletionSource reached;
        lock (_lock) (reached, _more) = (_more, new TaskCompletionSource());
        reached.SetResult();
    }

    /// <returns>
    /// Complete it outside of any lock: who waits for more goes on right there, on the thread that wrote. Waking another one
    /// first would cost as much as reading and writing the line.
    /// </returns>
    public TaskCompletionSource Add(SessionEvent[] batch)
    {
        lock (_lock)
        {
            _batches.Add(batch);
            _count += batch.Length;
            while (_count > capacity && _first < _batches.Count - 1)
            {
                _count -= _batches[_first].Length;
                _batches[_first++] = [];
            }
            if (_first > _batches.Count / 2)
            {
                _batches.RemoveRange(0, _first);
                _first = 0;
            }
            LastSeq = batch[^1].Seq;
            var reached = _more;
            _more = new TaskCompletionSource();
            return reached;
        }
    }

    /// <summary>What comes next after a seq; null when that is no longer here; empty, with a task to wait for, when there is nothing yet.</summary>
    public (SessionEvent[]? Events, Task More) After(long seq)
    {
        lock (_lock)
        {
            if (seq >= LastSeq) return ([], _more.Task);
            if (_first == _batches.Count || _batches[_first][0].Seq > seq + 1) return (null, Task.CompletedTask);
            int low = _first, high = _batches.Count - 1;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_batches[middle][^1].Seq <= seq) low = middle + 1;
                else high = middle;
            }
            var batch = _batches[low];
            return (batch[0].Seq > seq ? batch : Array.FindAll(batch, e => e.Seq > seq), Task.CompletedTask);
        }
    }
}
