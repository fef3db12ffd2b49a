using ClaudeLens.Sources.Demo;

namespace ClaudeLens.Tests.Sources.Demo;

public sealed class DemoClockTests
{
    [Fact]
    public async Task It_runs_through_the_past_at_once()
    {
        var start = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(1);
        var clock = new DemoClock(TimeProvider.System, start);
        await clock.PassAsync(TimeSpan.FromMinutes(59), TestContext.Current.CancellationToken).WaitAsync(Wait.Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(start + TimeSpan.FromMinutes(59), clock.Now);
        Assert.True(clock.IsPast);
    }

    [Fact]
    public async Task It_waits_for_the_future()
    {
        var time = TimeProvider.System;
        var clock = new DemoClock(time, time.GetUtcNow());
        await clock.PassAsync(TimeSpan.FromMilliseconds(60), TestContext.Current.CancellationToken);
        Assert.True(time.GetUtcNow() >= clock.Now - TimeSpan.FromMilliseconds(5));
    }
}
