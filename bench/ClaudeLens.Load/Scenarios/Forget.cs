using System.Globalization;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>What the program still holds of those who came and went: the same after the fifth 20,000 as after the first.</summary>
internal static class Forget
{
    private const int Rounds = 5, Each = 20_000;
    public const string Header = "| contender | MB before | after 20,000 | 40,000 | 60,000 | 80,000 | 100,000 who came and went |\n|---|---|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        using var server = await WholeServer.StartAsync(plan, WholeServer.Folder());
        var memory = new List<double>();
        await MeasureAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await Hostile.ComeAndGoAsync(server.Port, plan.Contender, Each);
            await MeasureAsync();
        }
        return $"| {plan.Contender} | {string.Join(" | ", memory.Select(m => m.ToString("n1", CultureInfo.InvariantCulture)))} |";

        async Task MeasureAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            memory.Add(ServerProcess.Resident(server.Id));
        }
    }
}
