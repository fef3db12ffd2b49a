using System.Diagnostics;
using System.Globalization;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>Half of the viewers are cut off at once, miss two seconds, and all come back at once with their cursors.</summary>
internal static class Return
{
    public const string Header = "| contender | cut | missed each | all resumed ms | p99 ms of the others | lost | repeated |\n|---|---|---|---|---|---|---|";
    private const double Away = 2;

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await ServerProcess.StartAsync(plan);
        using var crowd = new Crowd();
        crowd.Start();
        for (var i = 0; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender);
        Reader.MeasureFrom = Stopwatch.GetTimestamp() + (long)(plan.WarmUp * Stopwatch.Frequency);
        server.Go(plan.Rate, plan.WarmUp + plan.Seconds);
        await Wait(plan.WarmUp + 1);

        var cut = crowd.Viewers.Take(plan.Viewers / 2).ToList();
        var others = crowd.Viewers.Skip(plan.Viewers / 2).Select(v => v.Reader!).ToList();
        crowd.Cut(cut);
        await Wait(Away);
        // The delays of those who were away would be in the figures of the others.
        var p99 = crowd.Latencies.Percentile(0.99);
        var goal = others.Max(r => r.LastSeq);
        var missed = goal - cut.Max(v => v.Reader!.LastSeq);
        var clock = Stopwatch.StartNew();
        Parallel.ForEach(cut, new ParallelOptions { MaxDegreeOfParallelism = 16 }, viewer =>
        {
            viewer.Reader!.Restart();
            crowd.Join(server.Port, plan.Contender, again: viewer.Reader, since: $"load:{viewer.Reader.LastSeq}");
        });
        while (cut.Any(v => v.Reader!.LastSeq < goal) && clock.Elapsed.TotalSeconds < 30) await Wait(0.005);
        var resumed = clock.ElapsedMilliseconds;
        var total = await server.SentAsync();
        for (var waited = 0; waited < 100 && crowd.Readers.Any(r => r.LastSeq < total); waited++) await Wait(0.1);
        var lost = crowd.Readers.Sum(r => r.Lost + r.FirstSeq - 1 + total - r.LastSeq);
        return string.Create(CultureInfo.InvariantCulture, $"| {plan.Contender} | {cut.Count} | {missed} | {resumed} | {p99:n1} | {lost} | {crowd.Readers.Sum(r => r.Repeated)} |");
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
