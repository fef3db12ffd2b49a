using ClaudeLens.Live;

namespace ClaudeLens.Tests.Streams;

internal static class Samples
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    public static readonly MinutePoint Minute = new(Start, 1, 0.5m, 100, 0, 1);

    public static Activity Activity(long seq, string session, string project, string summary) => new()
    {
        Id = $"id-{seq}", Seq = seq, Timestamp = Start.AddSeconds(seq), SeenAt = Start.AddSeconds(seq), Type = "tool_use", SessionId = session,
        Project = project, Summary = summary, Cost = 0.25m, Tool = "Bash", Target = "ls",
    };

    public static SessionView Session(string id, string project) => new()
    {
        SessionId = id, Project = project, StartedAt = Start, LastActivity = Start, Status = SessionStatus.Thinking, Reason = "a prompt waits for its answer",
        Evidence = Evidence.Transcript, StatusSince = Start, MessageCount = 1, CurrentCost = 1.5m, Host = "here", Source = "transcript",
        Tokens = TokenTotals.Zero, Context = new ContextView(10, 200_000),
    };

    public static AlertView Alert(string id) => new()
    {
        Id = id, Rule = "error_burst", Severity = "warning", SessionId = "s1", Project = "p1", Title = "Errors", Message = "Ten errors in a minute", TriggeredAt = Start,
    };
}
