namespace ClaudeLens.Tests;

/// <summary>Waits for a condition with a bound: a test is as fast as what it tests, and never hangs.</summary>
internal static class Wait
{
    /// <summary>What a very busy machine may take for anything here: only a test that fails waits this long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    /// <param name="what">What was expected, for the message of a failure.</param>
    public static async Task<T> ForAsync<T>(string what, Func<Task<T>> read, Func<T, bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        T last;
        do
        {
            last = await read();
            if (holds(last)) return last;
            await Task.Delay(Step, TimeProvider.System, TestContext.Current.CancellationToken);
        }
        while (TimeProvider.System.GetElapsedTime(started) < Patience);
        Assert.Fail($"After {Patience.TotalSeconds} s still not: {what}. Last seen: {last}");
        return last;
    }

    public static Task ForAsync(string what, Func<bool> holds) => ForAsync(what, () => Task.FromResult(holds()), held => held);
}
