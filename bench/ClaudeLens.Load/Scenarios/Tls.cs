using System.Diagnostics;
using System.Globalization;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>What TLS and HTTP/2 (RFC 8441) cost: the same viewers, each on a connection of its own.</summary>
internal static class Tls
{
    public const string Header = "| contender | deliveries/s | p50 ms | p99 ms | lost | repeated | CPU µs a delivery | KB a viewer |\n|---|---|---|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await ServerProcess.StartAsync(plan);
        var latencies = new Latencies();
        var viewers = Enumerable.Range(0, plan.Viewers).Select(_ => new FrameworkReader(latencies)).ToList();
        await viewers[0].OpenAsync(plan.Contender, server.Port);
        await server.CollectAsync();
        var empty = server.MegaBytes;
        foreach (var viewer in viewers.Skip(1)) await viewer.OpenAsync(plan.Contender, server.Port);
        await Wait(1);
        await server.CollectAsync();
        var each = (server.MegaBytes - empty) * 1024 / (plan.Viewers - 1);

        Reader.MeasureFrom = Stopwatch.GetTimestamp() + (long)(plan.WarmUp * Stopwatch.Frequency);
        server.Go(plan.Rate, plan.WarmUp + plan.Seconds);
        await Wait(plan.WarmUp);
        var (cpu, clock) = (server.CpuSeconds, Stopwatch.StartNew());
        var total = await server.SentAsync();
        for (var waited = 0; waited < 100 && viewers.Any(v => v.Reader.LastSeq < total); waited++) await Wait(0.1);
        var elapsed = clock.Elapsed.TotalSeconds;
        cpu = server.CpuSeconds - cpu;
        var lost = viewers.Sum(v => v.Reader.Lost + v.Reader.FirstSeq - 1 + total - v.Reader.LastSeq);
        foreach (var viewer in viewers) viewer.Dispose();
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {latencies.Count / elapsed:n0} | {latencies.Percentile(0.5):n1} | {latencies.Percentile(0.99):n1} | {lost} | {viewers.Sum(v => v.Reader.Repeated)} | {cpu / latencies.Count * 1e6:n2} | {each:n1} |");
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
