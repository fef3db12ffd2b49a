using System.Globalization;

namespace ClaudeLens.Load.Scenarios;

/// <summary>How many deliveries a second each holds with a p99 under 100 ms.</summary>
internal static class Steps
{
    public const string Header = "| contender | most deliveries/s with p99 < 100 ms | p99 ms | CPU µs a delivery | next step: deliveries/s | p99 ms |\n|---|---|---|---|---|---|";
    private const double Limit = 100;

    public static async Task<string> OneAsync(Plan plan)
    {
        Measured? best = null, over = null;
        for (var rate = plan.Rate; over is null && rate <= 6_400; rate *= Math.Sqrt(2))
        {
            var step = await Broadcast.MeasureAsync(plan with { Rate = Math.Round(rate) });
            Console.Error.WriteLine($"{plan.Contender} {rate:n0} messages/s: {step}");
            if (step.P99 < Limit && step.Lost == 0 && step.Deliveries > 0.9 * rate * plan.Viewers) best = step;
            else over = step;
        }
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {best?.Deliveries:n0} | {best?.P99:n1} | {best?.CpuEach:n2} | {over?.Deliveries:n0} | {over?.P99:n0} |");
    }
}
