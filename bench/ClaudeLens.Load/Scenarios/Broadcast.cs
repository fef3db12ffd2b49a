using System.Diagnostics;
using System.Globalization;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>Messages at a steady rate to all viewers.</summary>
internal static class Broadcast
{
    public const string Header =
        "| contender | deliveries/s | p50 ms | p99 ms | max ms | lost | repeated | server CPU | CPU µs a delivery | readers' CPU | KB a viewer | MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await ServerProcess.StartAsync(plan);
        using var crowd = new Crowd();
        // One comes first: what the first connection loads is not what a viewer costs.
        crowd.Join(server.Port, plan.Contender);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var empty = server.MegaBytes;
        crowd.Start();
        for (var i = 1; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender, stalled: i <= plan.Stalled);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var perViewer = (server.MegaBytes - empty) * 1024 / Math.Max(1, plan.Viewers - 1);

        Reader.MeasureFrom = Stopwatch.GetTimestamp() + (long)(plan.WarmUp * Stopwatch.Frequency);
        server.Go(plan.Rate, plan.WarmUp + plan.Seconds);
        await Task.Delay(TimeSpan.FromSeconds(plan.WarmUp), TimeProvider.System);
        var (cpu, own, clock) = (server.CpuSeconds, ServerProcess.Cpu(Environment.ProcessId), Stopwatch.StartNew());
        var sent = server.SentAsync();
        await Task.WhenAny(sent, Task.Delay(TimeSpan.FromSeconds(plan.Seconds * 4 + 20), TimeProvider.System));
        var total = sent.IsCompleted ? await sent : long.MaxValue;
        var readers = crowd.Readers;
        for (var waited = 0; waited < 150 && readers.Any(r => r.LastSeq < total && !r.Ended); waited++) await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var elapsed = clock.Elapsed.TotalSeconds;
        (cpu, own) = (server.CpuSeconds - cpu, ServerProcess.Cpu(Environment.ProcessId) - own);
        var missing = readers.Sum(r => r.Lost + r.FirstSeq - 1 + (total == long.MaxValue ? 0 : total - r.LastSeq));
        var l = crowd.Latencies;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {l.Count / elapsed:n0} | {l.Percentile(0.5):n1} | {l.Percentile(0.99):n1} | {l.Max / 1000:n0} | {missing} | {readers.Sum(r => r.Repeated)} | {cpu / elapsed:p0} | {cpu / Math.Max(1, l.Count) * 1e6:n2} | {own / elapsed:p0} | {perViewer:n1} | {server.MegaBytes:n0} |");
    }
}
