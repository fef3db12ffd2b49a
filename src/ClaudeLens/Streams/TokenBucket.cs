namespace ClaudeLens.Streams;

/// <summary>How many message frames a viewer may be sent now.</summary>
/// <param name="rate">A second; 0 for as many as there are.</param>
/// <param name="burst">At once, after a time of quiet.</param>
internal sealed class TokenBucket(int rate, int burst)
{
    /// <summary>Above the rate, what came in one window is said together. Windows are the same for all, so viewers share what is written.</summary>
    public const long WindowMilliseconds = 250;

    private double _tokens = burst;
    private long _at;

    public int Rate => rate;

    /// <summary>How many frames one window may have.</summary>
    public int PerWindow { get; } = (int)Math.Max(1, rate * WindowMilliseconds / 1000);

    public bool Covers(int frames, long now)
    {
        if (rate == 0 || frames == 0) return true;
        _tokens = Math.Min(burst, _tokens + (now - _at) * rate / 1000.0);
        _at = now;
        return frames <= _tokens;
    }

    public void Take(int frames)
    {
        if (rate != 0) _tokens = Math.Max(0, _tokens - frames);
    }
}
