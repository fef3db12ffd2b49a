using ClaudeLens.Events;

namespace ClaudeLens.Live;

/// <summary>What is going on: the answer of <c>live-activity</c> and the content of a stream's snapshot.</summary>
public sealed record LiveActivityBody
{
    public required IReadOnlyList<SessionView> ActiveSessions { get; init; }
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Activity> RecentActivity { get; init; }
    public required LiveMetrics LiveMetrics { get; init; }
    /// <summary>A point a minute, oldest first.</summary>
    public required IReadOnlyList<MinutePoint> History { get; init; }
    /// <summary>The first minute of it in which sessions were counted: <c>active_sessions</c> of earlier ones is not known.</summary>
    public required DateTimeOffset SessionsKnownSince { get; init; }
    public required IReadOnlyList<AlertView> Alerts { get; init; }
    /// <summary>What start-up has read so far.</summary>
    public required ScanState Scan { get; init; }
    /// <summary>What cannot be done right now, e.g. write to a full disk.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    /// <summary><c>epoch:seq</c>: a stream resumed from here continues this answer.</summary>
    public required string Cursor { get; init; }

    /// <param name="wanted">Which sessions, by id and project; all when null.</param>
    public static LiveActivityBody From(LiveSnapshot live, Func<string?, string?, bool>? wanted = null) => new()
    {
        ActiveSessions = wanted is null ? live.ActiveSessions : [.. live.ActiveSessions.Where(s => wanted(s.SessionId, s.Project))],
        RecentActivity = wanted is null ? live.RecentActivity : [.. live.RecentActivity.Where(a => wanted(a.SessionId, a.Project))],
        LiveMetrics = live.Metrics,
        History = live.History,
        SessionsKnownSince = live.SessionsKnownSince,
        Alerts = wanted is null ? live.Alerts : [.. live.Alerts.Where(a => wanted(a.SessionId, a.Project))],
        Scan = live.Scan,
        Problems = live.Problems,
        AsOf = live.AsOf,
        Cursor = $"{live.Epoch}:{live.Seq}",
    };
}
