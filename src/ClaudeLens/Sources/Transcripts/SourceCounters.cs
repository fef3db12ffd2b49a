namespace ClaudeLens.Sources.Transcripts;

/// <summary>What reading transcripts came across: nothing is left out without a word.</summary>
public sealed class SourceCounters
{
    private long _lines, _torn, _tooLong, _overflows, _repaired, _unwatched;

    public long Lines => Interlocked.Read(ref _lines);
    /// <summary>Lines that are no JSON.</summary>
    public long Torn => Interlocked.Read(ref _torn);
    public long TooLong => Interlocked.Read(ref _tooLong);
    /// <summary>How often the system lost notifications.</summary>
    public long Overflows => Interlocked.Read(ref _overflows);
    /// <summary>Changes that no notification told of.</summary>
    public long Repaired => Interlocked.Read(ref _repaired);
    /// <summary>Folders the system had no watch left for.</summary>
    public long Unwatched => Interlocked.Read(ref _unwatched);

    internal void Line() => Interlocked.Increment(ref _lines);
    internal long TornLine() => Interlocked.Increment(ref _torn);
    internal long LongLine() => Interlocked.Increment(ref _tooLong);
    internal long Overflow() => Interlocked.Increment(ref _overflows);
    internal void Repair() => Interlocked.Increment(ref _repaired);
    internal long NoWatch() => Interlocked.Increment(ref _unwatched);
}
