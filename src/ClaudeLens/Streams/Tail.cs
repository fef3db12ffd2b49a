using ClaudeLens.Live;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>
/// The newest frames, in order, bounded by count and bytes. A viewer is a position in it: live, catching up after a
/// reconnect and reading slowly are the same thing. One thread appends; anyone reads.
/// </summary>
internal sealed class Tail(IOptions<StreamOptions> options)
{
    private readonly Lock _lock = new();
    private readonly int _maxFrames = options.Value.TailFrames;
    private readonly long _maxWeight = options.Value.TailBytes;
    private readonly Dictionary<string, Frame> _newestState = [];
    private Frame?[] _ring = new Frame?[256];
    private long _start;
    private long _end;
    private long _weight;
    private long _droppedSeq = -1;
    private long _lastSeq;
    private Frame? _metrics;

    /// <summary>Position of the oldest frame held.</summary>
    public long Start => Volatile.Read(ref _start);

    /// <summary>Position of the next frame to come.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Everything in the journal up to here is in the tail or was.</summary>
    public long LastSeq => Volatile.Read(ref _lastSeq);

    public Frame? NewestMetrics => Volatile.Read(ref _metrics);

    public void Append(LiveBatch batch)
    {
        lock (_lock)
        {
            if (batch.Position != _end) throw new InvalidOperationException($"Change {batch.Position} came after change {_end}.");
            foreach (var change in InOrder(batch.Changes)) Add(new Frame(change, late: change.Seq <= _lastSeq));
            _lastSeq = Math.Max(_lastSeq, batch.LastSeq);
        }
    }

    /// <summary>Copies frames from a position on.</summary>
    /// <returns>False when the position has fallen out.</returns>
    public bool TryRead(long from, int count, List<Frame> into)
    {
        lock (_lock)
        {
            if (from < _start) return false;
            for (var at = from; at < _end && count-- > 0; at++) into.Add(At(at));
            return true;
        }
    }

    /// <summary>The seq up to which a viewer at this position has everything.</summary>
    public long SeqAt(long position)
    {
        lock (_lock)
        {
            if (position >= _end) return _lastSeq;
            var next = At(Math.Max(position, _start));
            return next.Late ? next.Seq : next.Seq - 1;
        }
    }

    /// <summary>Where everything after a seq begins.</summary>
    /// <param name="alsoStateOf">Also what is state of that seq itself: for who may have been cut off between the frames of one event.</param>
    /// <returns>False when some of it has been dropped.</returns>
    public bool TryFind(long seq, bool alsoStateOf, out long position)
    {
        lock (_lock)
        {
            position = _end;
            if (_droppedSeq >= seq) return false;
            long low = _start, high = _end;
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (At(middle).Seq < seq) low = middle + 1;
                else high = middle;
            }
            while (low < _end && At(low) is var f && f.Seq == seq && !f.Late && !(alsoStateOf && f.Kind == FrameKinds.SessionUpdate)) low++;
            position = low;
            return true;
        }
    }

    /// <summary>By seq; of one seq, what happened before the state it led to: who has any frame of a seq has its message.</summary>
    private static IEnumerable<LiveChange> InOrder(IReadOnlyList<LiveChange> changes)
    {
        for (var i = 1; i < changes.Count; i++)
            if (Rank(changes[i - 1]).CompareTo(Rank(changes[i])) > 0)
                return changes.OrderBy(Rank);
        return changes;

        static (long, int) Rank(LiveChange change) => (change.Seq, change is ActivityAdded or AlertChanged ? 0 : 1);
    }

    private Frame At(long position) => _ring[position & (_ring.Length - 1)]!;

    private void Add(Frame frame)
    {
        if (_end - _start == _ring.Length) Grow();
        _ring[_end & (_ring.Length - 1)] = frame;
        _weight += frame.Weight;
        Volatile.Write(ref _end, _end + 1);
        Supersede(frame);
        while (_end - _start > _maxFrames || (_weight > _maxWeight && _end - _start > 1)) DropOldest();
    }

    private void Supersede(Frame frame)
    {
        if (frame.Kind == FrameKinds.MetricUpdate)
        {
            if (_metrics is not null) _metrics.Superseded = true;
            Volatile.Write(ref _metrics, frame);
        }
        else if (frame.Kind == FrameKinds.SessionUpdate)
        {
            if (_newestState.TryGetValue(frame.SessionId!, out var older) && older.IsState) older.Superseded = true;
            _newestState[frame.SessionId!] = frame;
        }
    }

    private void DropOldest()
    {
        var dropped = At(_start);
        _ring[_start & (_ring.Length - 1)] = null;
        _weight -= dropped.Weight;
        _droppedSeq = dropped.Seq;
        if (dropped.SessionId is { } id && _newestState.TryGetValue(id, out var newest) && newest == dropped) _newestState.Remove(id);
        Volatile.Write(ref _start, _start + 1);
    }

    private void Grow()
    {
        var larger = new Frame?[_ring.Length * 2];
        for (var at = _start; at < _end; at++) larger[at & (larger.Length - 1)] = At(at);
        _ring = larger;
    }
}
