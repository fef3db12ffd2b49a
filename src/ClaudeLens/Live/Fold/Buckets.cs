namespace ClaudeLens.Live.Fold;

/// <summary>
/// A sum over a sliding window, in a ring of buckets. An amount belongs to the moment it happened at, so it can be taken
/// out again and the order of arrival does not matter. What is older than the ring is not in it.
/// </summary>
internal sealed class Buckets<T>(TimeSpan width, int count) where T : struct, System.Numerics.INumber<T>
{
    private readonly T[] _sums = new T[count];
    private long _newest = long.MinValue;

    /// <summary>Adds an amount at its moment; false when that is too long ago.</summary>
    public bool Add(DateTimeOffset at, T amount, DateTimeOffset now)
    {
        MoveTo(now > at ? now : at);
        var bucket = Bucket(at);
        if (bucket <= _newest - _sums.Length) return false;
        _sums[Slot(bucket)] += amount;
        return true;
    }

    public T Sum(DateTimeOffset now)
    {
        MoveTo(now);
        var sum = T.Zero;
        foreach (var one in _sums) sum += one;
        return sum;
    }

    /// <summary>The current bucket.</summary>
    public T Newest(DateTimeOffset now)
    {
        MoveTo(now);
        return _sums[Slot(_newest)];
    }

    /// <summary>The buckets, oldest first, the current one last.</summary>
    public T[] ToArray(DateTimeOffset now)
    {
        MoveTo(now);
        var all = new T[_sums.Length];
        for (var i = 0; i < all.Length; i++) all[i] = _sums[Slot(_newest - all.Length + 1 + i)];
        return all;
    }

    /// <summary>The same; the list of before when nothing in it changed.</summary>
    public IReadOnlyList<T> Read(DateTimeOffset now, IReadOnlyList<T>? old)
    {
        MoveTo(now);
        if (old?.Count != _sums.Length) return ToArray(now);
        for (var i = 0; i < _sums.Length; i++)
        {
            if (old[i] != _sums[Slot(_newest - _sums.Length + 1 + i)]) return ToArray(now);
        }
        return old;
    }

    private void MoveTo(DateTimeOffset now)
    {
        var bucket = Bucket(now);
        if (bucket <= _newest) return;
        if (_newest == long.MinValue || bucket - _newest >= _sums.Length) Array.Clear(_sums);
        else for (var b = _newest + 1; b <= bucket; b++) _sums[Slot(b)] = T.Zero;
        _newest = bucket;
    }

    private long Bucket(DateTimeOffset at) => at.UtcTicks / width.Ticks;

    private int Slot(long bucket) => (int)(((bucket % _sums.Length) + _sums.Length) % _sums.Length);
}
