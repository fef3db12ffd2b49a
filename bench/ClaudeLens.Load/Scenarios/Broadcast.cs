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

    public static async Task<string> OneAsync(Plan plan) => $"| {plan.Contender} | {await MeasureAsync(plan)} |";

    public static async Task<Measured> MeasureAsync(Plan plan)
    {
        using var server = await ServerProcess.StartAsync(plan);
        using var crowd = new Crowd();
        // One comes first: what the first connection loads is not what a viewer costs.
        crowd.Join(server.Port, plan.Contender);
        await Wait(0.5);
        var empty = server.MegaBytes;
        crowd.Start();
        for (var i = 1; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender, stalled: i <= plan.Stalled);
        await Wait(1);
        var perViewer = (server.MegaBytes - empty) * 1024 / Math.Max(1, plan.Viewers - 1);

        Reader.MeasureFrom = Stopwatch.GetTimestamp() + (long)(plan.WarmUp * Stopwatch.Frequency);
        server.Go(plan.Rate, plan.WarmUp + plan.Seconds);
        await Wait(plan.WarmUp);
        var (cpu, own, clock) = (server.CpuSeconds, ServerProcess.Cpu(Environment.ProcessId), Stopwatch.StartNew());
        var sent = server.SentAsync();
        await Task.WhenAny(sent, Wait(plan.Seconds * 2 + 20));
        var total = sent.IsCompleted ? await sent : long.MaxValue;
        var readers = crowd.Readers;
        for (var waited = 0; waited < 100 && readers.Any(r => r.LastSeq < total && !r.Ended); waited++) await Wait(0.1);
        var elapsed = clock.Elapsed.TotalSeconds;
        (cpu, own) = (server.CpuSeconds - cpu, ServerProcess.Cpu(Environment.ProcessId) - own);
        var missing = readers.Sum(r => r.Lost + r.FirstSeq - 1 + (total == long.MaxValue ? 0 : total - r.LastSeq));
        var l = crowd.Latencies;
        return new Measured(l.Count / elapsed, l.Percentile(0.5), l.Percentile(0.99), l.Max / 1000, missing, readers.Sum(r => r.Repeated),
            cpu / elapsed, cpu / Math.Max(1, l.Count) * 1e6, own / elapsed, perViewer, server.MegaBytes);
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}

internal sealed record Measured(
    double Deliveries, double P50, double P99, double Max, long Lost, long Repeated, double Cpu, double CpuEach, double OwnCpu, double KiloBytesEach, double MegaBytes)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Deliveries:n0} | {P50:n1} | {P99:n1} | {Max:n0} | {Lost} | {Repeated} | {Cpu:p0} | {CpuEach:n2} | {OwnCpu:p0} | {KiloBytesEach:n1} | {MegaBytes:n0}");
}
