namespace ClaudeLens.Sources.Demo;

/// <summary>
/// The time in which a session plays. Started in the past it runs through it at once, and goes on at real speed from where
/// it meets the present: the same script writes a session's history and its life.
/// </summary>
internal sealed class DemoClock(TimeProvider time, DateTimeOffset start)
{
    public TimeProvider Time => time;

    public DateTimeOffset Now { get; private set; } = start;

    public bool IsPast => Now < time.GetUtcNow();

    public Task PassAsync(TimeSpan span, CancellationToken cancel)
    {
        Now += span;
        var ahead = Now - time.GetUtcNow();
        return ahead > TimeSpan.Zero ? Task.Delay(ahead, time, cancel) : Task.CompletedTask;
    }

    /// <summary>Leaves out what is still missing of the past.</summary>
    public void SkipToPresent() => Now = IsPast ? time.GetUtcNow() : Now;
}
