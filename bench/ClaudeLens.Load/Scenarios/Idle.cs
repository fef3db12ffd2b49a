using System.Globalization;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>Viewers of a stream on which nothing happens: what each costs by being there.</summary>
internal static class Idle
{
    public const string Header =
        "| contender | viewers | server CPU | KB a viewer | after a collection | of it managed | MB |\n|---|---|---|---|---|---|---|";

    private const int First = 200;

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await ServerProcess.StartAsync(plan);
        using var crowd = new Crowd();
        crowd.Start();
        // Some come first: what the first connections load is not what a viewer costs.
        for (var i = 0; i < First; i++) crowd.Join(server.Port, plan.Contender);
        await Wait(2);
        var managed = await server.CollectAsync();
        var empty = server.MegaBytes;
        for (var i = First; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender);
        await Wait(3);
        var (cpu, from) = (server.CpuSeconds, TimeProvider.System.GetTimestamp());
        await Wait(plan.Seconds);
        var share = (server.CpuSeconds - cpu) / TimeProvider.System.GetElapsedTime(from).TotalSeconds;
        var full = server.MegaBytes;
        managed = await server.CollectAsync() - managed;
        if (crowd.Readers.Count(r => !r.Ended) != plan.Viewers) throw new InvalidOperationException($"{crowd.Readers.Count(r => r.Ended)} viewers are gone.");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {plan.Viewers} | {share:p2} | {Each(full)} | {Each(server.MegaBytes)} | {managed / 1024.0 / (plan.Viewers - First):n1} | {full:n0} |");

        string Each(double megaBytes) => ((megaBytes - empty) * 1024 / (plan.Viewers - First)).ToString("n1", CultureInfo.InvariantCulture);
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
