namespace ClaudeLens.Tests.Streams;

internal static class ServerConditions
{
    /// <summary>Until this many viewers follow the tail.</summary>
    public static Task FollowingAsync(this StreamServer server, int viewers) =>
        UntilAsync(() => server.Pump.Viewers.Count(v => v.Following) == viewers, $"{viewers} viewers follow");

    public static Task FollowingAsync(this JournalServer server, int viewers = 1) =>
        UntilAsync(() => server.Pump.Viewers.Count(v => v.Following) == viewers, $"{viewers} viewers follow");

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        while (!condition())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Not within {Wait.Patience.TotalSeconds} s: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }
}
