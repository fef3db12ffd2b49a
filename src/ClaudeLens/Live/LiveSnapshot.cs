using ClaudeLens.Events;

namespace ClaudeLens.Live;

/// <summary>What is true at one place in the journal. Immutable; shared by all who ask between two changes.</summary>
public sealed record LiveSnapshot
{
    public required string Epoch { get; init; }
    public required long Seq { get; init; }
    /// <summary>How many changes were published before it: a stream goes on from exactly there.</summary>
    public required long Position { get; init; }
    public required DateTimeOffset AsOf { get; init; }
    /// <summary>Open sessions, the newest activity first.</summary>
    public required IReadOnlyList<SessionView> ActiveSessions { get; init; }
    /// <summary>Sessions that ended within the history, the newest first.</summary>
    public required IReadOnlyList<SessionView> EndedSessions { get; init; }
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Activity> RecentActivity { get; init; }
    public required LiveMetrics Metrics { get; init; }
    /// <summary>The last hours, oldest first.</summary>
    public required IReadOnlyList<MinutePoint> History { get; init; }
    /// <summary>The first minute whose number of open sessions is known.</summary>
    public DateTimeOffset SessionsKnownSince { get; init; }
    public required IReadOnlyList<AlertView> Alerts { get; init; }
    /// <summary>What start-up has read so far.</summary>
    public ScanState Scan { get; init; } = new("watching", 0, 0, 0, 0);
    /// <summary>What cannot be done right now.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}
