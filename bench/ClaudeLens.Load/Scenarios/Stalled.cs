using System.Globalization;

namespace ClaudeLens.Load.Scenarios;

/// <summary>One viewer in ten stops reading: what that does to the others.</summary>
internal static class Stalled
{
    public const string Header = "| contender | p99 ms of the others, all read | one in ten stalled | ratio | deliveries/s | lost |\n|---|---|---|---|---|---|";

    public static async Task<string> OneAsync(Plan plan)
    {
        var without = await Broadcast.MeasureAsync(plan);
        var with = await Broadcast.MeasureAsync(plan with { Stalled = plan.Viewers / 10 });
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {without.P99:n1} | {with.P99:n1} | {with.P99 / without.P99:n2} | {with.Deliveries:n0} | {with.Lost} |");
    }
}
