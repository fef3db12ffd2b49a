using ClaudeLens.Live;

namespace ClaudeLens.Api;

/// <param name="Total">How many there are, whatever the limit.</param>
/// <param name="Cursor"><c>epoch:seq</c>: a stream resumed from here continues this answer.</param>
public sealed record SessionList(IReadOnlyList<SessionView> ActiveSessions, int Total, DateTimeOffset AsOf, string Cursor);

/// <param name="Events">Newest first.</param>
/// <param name="Next">The <c>before</c> of the next older page; null at the beginning of the session.</param>
public sealed record SessionTimeline(IReadOnlyList<Activity> Events, long? Next);

public sealed record AlertList(IReadOnlyList<AlertView> Alerts);

public sealed record Health(string Status);
