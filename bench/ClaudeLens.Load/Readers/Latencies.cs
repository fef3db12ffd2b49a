namespace ClaudeLens.Load.Readers;

/// <summary>A histogram of microseconds in steps of two percent: ten million samples cost nothing.</summary>
internal sealed class Latencies
{
    private readonly long[] _buckets = new long[1024];

    public long Count { get; private set; }
    public double Max { get; private set; }

    public void Add(double microseconds)
    {
        _buckets[Math.Clamp((int)(Math.Log(Math.Max(1, microseconds)) * 50), 0, 1023)]++;
        Count++;
        Max = Math.Max(Max, microseconds);
    }

    /// <returns>Milliseconds.</returns>
    public double Percentile(double p)
    {
        var rank = (long)Math.Ceiling(Count * p);
        for (var i = 0; i < _buckets.Length; i++)
            if ((rank -= _buckets[i]) <= 0)
                return Math.Exp((i + 0.5) / 50) / 1000;
        return Max / 1000;
    }
}
