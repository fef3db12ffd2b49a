namespace ClaudeLens.Streams;

/// <summary>When a viewer was last heard and written to, in milliseconds of the pump's clock.</summary>
internal sealed class Liveness
{
    private long _heard;

    public long WriteStarted { get; set; }
    public long Bookmarked { get; set; }
    public long? Pinged { get; set; }
    public long? ClosingSince { get; set; }

    /// <summary>Set by the reading side at anything that comes.</summary>
    public long Heard
    {
        get => Volatile.Read(ref _heard);
        set => Volatile.Write(ref _heard, value);
    }
}
