using System.Globalization;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>SIGTERM to the program while viewers are connected, one in ten of whom does not even read.</summary>
internal static class Stop
{
    public const string Header = "| contender | viewers | of them deaf | SIGTERM to its end ms | told |\n|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await WholeServer.StartAsync(plan, WholeServer.Folder());
        using var crowd = new Crowd();
        crowd.Start();
        for (var i = 0; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender, stalled: i < plan.Stalled);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        var took = await server.StopAsync();
        return string.Create(CultureInfo.InvariantCulture, $"| {plan.Contender} | {plan.Viewers} | {plan.Stalled} | {took} | {crowd.Readers.Count(r => r.CloseCode == 4001)} |");
    }
}
