using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>The program itself: from the write of a line to a transcript, over journal and fold, to its frame at every viewer.</summary>
internal static class Whole
{
    public const string Header =
        "| sessions live | lines/s | viewers | deliveries/s | p50 ms | p99 ms | max ms | lost | repeated | server CPU | MB | most MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        var root = WholeServer.Folder();
        var writers = new Writers(root, plan.Sessions);
        writers.Begin();
        using var server = await WholeServer.StartAsync(plan, root);
        var live = await LiveAsync(server.Port, plan.Sessions);
        using var crowd = new Crowd { Contiguous = false };
        crowd.Start();
        for (var i = 0; i < plan.Viewers; i++) crowd.Join(server.Port, "whole");
        await Wait(3);

        Reader.MeasureFrom = Stopwatch.GetTimestamp() + (long)(plan.WarmUp * Stopwatch.Frequency);
        var writing = Task.Run(() => writers.Run(plan.Rate, plan.WarmUp + plan.Seconds));
        await Wait(plan.WarmUp);
        var (cpu, clock, most) = (ServerProcess.Cpu(server.Id), Stopwatch.StartNew(), 0.0);
        while (!writing.IsCompleted || (crowd.Readers.Any(r => r.Messages < writers.Count) && clock.Elapsed.TotalSeconds < plan.Seconds + 20))
        {
            most = Math.Max(most, ServerProcess.Resident(server.Id));
            await Wait(0.1);
        }
        await writing;
        var (elapsed, l) = (clock.Elapsed.TotalSeconds, crowd.Latencies);
        cpu = ServerProcess.Cpu(server.Id) - cpu;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {live:n0} | {plan.Rate:n0} | {plan.Viewers} | {l.Count / elapsed:n0} | {l.Percentile(0.5):n1} | {l.Percentile(0.99):n1} | {l.Max / 1000:n0} | {crowd.Readers.Sum(r => writers.Count - r.Messages)} | {crowd.Readers.Sum(r => r.Repeated)} | {cpu / elapsed:p0} | {ServerProcess.Resident(server.Id):n0} | {most:n0} |");
    }

    private static async Task<int> LiveAsync(int port, int sessions)
    {
        using var http = new HttpClient();
        for (var i = 0; ; i++)
        {
            await Wait(0.5);
            using var json = JsonDocument.Parse(await http.GetStringAsync($"http://127.0.0.1:{port}/api/v1/analytics/active-sessions?limit=1"));
            var live = json.RootElement.GetProperty("total").GetInt32();
            if (live >= sessions || i == 120) return live;
        }
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
