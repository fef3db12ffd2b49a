using ClaudeLens.Events;

namespace ClaudeLens.Tests.Journal;

/// <summary>Events whose content does not matter, each with an id of its own.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static SessionEvent Event(int n, string session = "session") => new()
    {
        Id = EventId.Create(session, (ulong)n, "test", $"line {n}"),
        Kind = EventKind.Message,
        SessionId = session,
        At = Noon.AddSeconds(n),
        SeenAt = Noon.AddSeconds(n),
        Source = EventSource.Transcript,
        Summary = $"line {n}",
    };
}
