namespace ClaudeLens.Bench.Truth;

/// <summary>Seconds since the run began: one clock for everything that is compared.</summary>
internal sealed class Clock
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    public double Now => TimeProvider.System.GetElapsedTime(_start).TotalSeconds;
}
