using ClaudeLens.Live;

namespace ClaudeLens.Alerts;

/// <param name="Id">The same as long as the same thing goes on: an alert fires once.</param>
internal sealed record Firing(string Id, string Rule, string Severity, SessionView? Session, string Title, string Message);

/// <summary>Which conditions hold in what is true now.</summary>
internal static class AlertRules
{
    public const string Waiting = "waiting_for_permission", CostRate = "cost_rate", ErrorBurst = "error_burst";

    public static IEnumerable<Firing> Evaluate(LiveSnapshot live, AlertOptions options, DateTimeOffset now)
    {
        foreach (var session in live.ActiveSessions)
        {
            if (options.WaitingSeconds > 0 && session.NeedsYou && now - session.StatusSince >= TimeSpan.FromSeconds(options.WaitingSeconds))
            {
                yield return new Firing($"{Waiting}:{session.SessionId}:{session.StatusSince.ToUnixTimeMilliseconds()}", Waiting, "warning", session,
                    $"{session.Project} waits for you", session.Reason);
            }
        }

        var cost = live.Metrics.CostPerHourRate;
        var limit = (decimal)options.CostPerHour;
        // Once it fired it holds until the rate is well below the limit: no flutter around it.
        if (limit > 0 && Open(live, CostRate) is var costAlert && cost > (costAlert is null ? limit : limit * 0.8m))
        {
            yield return new Firing(costAlert ?? Begins(CostRate, now), CostRate, "critical", null,
                "Cost rate above the limit", $"${cost:0.00} an hour now, the limit is ${limit:0.##}");
        }

        var errors = live.Metrics.ErrorsPerMinute;
        if (options.ErrorsPerMinute > 0 && errors >= options.ErrorsPerMinute)
        {
            yield return new Firing(Open(live, ErrorBurst) ?? Begins(ErrorBurst, now), ErrorBurst, "warning", null,
                "Many errors at once", $"{errors} errors in the last minute");
        }
    }

    private static string? Open(LiveSnapshot live, string rule) => live.Alerts.FirstOrDefault(a => a.Rule == rule && a.ResolvedAt is null)?.Id;

    private static string Begins(string rule, DateTimeOffset now) => $"{rule}:{now.ToUnixTimeMilliseconds()}";
}
