using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;

namespace ClaudeLens.Tests.Live;

/// <summary>Events of made-up sessions, and the fold that takes them. Seconds count from <see cref="Start"/>.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    public const string Model = "claude-sonnet-5-5";
    private long _seq;

    public LiveState Fold { get; } = new(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);
    public List<LiveChange> Told { get; } = [];

    public static SessionEvent Event(EventKind kind, double at, string session = "s", string? agent = null) => new()
    {
        Id = EventId.Create(session, 0, "test", $"{kind}{at}{agent}"),
        Kind = kind,
        SessionId = session,
        AgentId = agent,
        At = Start.AddSeconds(at),
        SeenAt = Start.AddSeconds(at),
        Source = EventSource.Transcript,
    };

    public static SessionEvent Prompt(double at, string session = "s", string? agent = null) => Event(EventKind.Prompt, at, session, agent) with { Summary = $"prompt {at}", Uuid = $"prompt {at}" };

    /// <summary>One block of an answer.</summary>
    public static SessionEvent Answer(double at, string message, long output = 10, string session = "s", string? agent = null, string? stop = null, string model = Model) =>
        Event(EventKind.Message, at, session, agent) with
        {
            Summary = message,
            Message = new() { Id = message, Block = BlockKind.Text, Model = model, StopReason = stop, Usage = new() { Input = 100, Output = output } },
        };

    public static SessionEvent Done(double at, string message = "m-end", string stop = "end_turn", string session = "s", string? agent = null) => Answer(at, message, stop: stop, session: session, agent: agent);

    public static SessionEvent Call(double at, string tool, string id = "t1", string? target = null, string message = "m", string session = "s", string? agent = null) =>
        Answer(at, message, session: session, agent: agent, stop: "tool_use") with
        {
            Tool = new() { Id = id, Name = tool, Target = target },
            Message = new() { Id = message, Block = BlockKind.ToolUse, Model = Model, StopReason = "tool_use", Usage = new() { Input = 100, Output = 10 } },
        };

    public static SessionEvent Result(double at, string id = "t1", bool error = false, string? agent = null, string? started = null, bool background = false) =>
        Event(EventKind.ToolResult, at, agent: agent) with { Outcome = new() { ToolUseId = id, IsError = error, AgentId = started, Background = background } };

    public static SessionEvent Process(double at, string? status, string? waitingFor = null, int pid = 7, string session = "s") =>
        Event(EventKind.Process, at, session) with
        {
            Source = EventSource.Process,
            Process = new() { Pid = pid, Alive = true, Status = status, WaitingFor = waitingFor, StatusSince = Start.AddSeconds(at) },
        };

    /// <summary>The shell of a tool call began.</summary>
    public static SessionEvent Runs(double at) => Process(at, null) with { Process = new() { Pid = 7, Alive = true, RunsSince = Start.AddSeconds(at) } };

    public static SessionEvent Gone(double at, bool clean = true, int pid = 7) =>
        Event(EventKind.Process, at) with { Source = EventSource.Process, Process = new() { Pid = pid, Alive = false, CleanExit = clean } };

    /// <summary>Nobody here runs it, and nobody saw it end.</summary>
    public static SessionEvent Found(double at) => Gone(at, clean: false, pid: 0);

    /// <summary>A hook asks for a permission; without a tool it reminds of it.</summary>
    public static SessionEvent Asks(double at, string? tool = null, string? target = null, string? agent = null) =>
        Event(EventKind.PermissionAsked, at, agent: agent) with { Source = EventSource.Hook, Tool = tool is null ? null : new() { Id = "", Name = tool, Target = target } };

    public static SessionEvent Left(double at, string said = "Ended") => Event(EventKind.SessionEnded, at) with { Source = EventSource.Hook, Summary = said };

    public Story Has(params IEnumerable<SessionEvent> events)
    {
        foreach (var e in events) Fold.Apply(e with { Seq = ++_seq });
        Told.AddRange(Fold.Flush());
        return this;
    }

    public Story At(double seconds)
    {
        Fold.Tick(Start.AddSeconds(seconds));
        Told.AddRange(Fold.Flush());
        return this;
    }

    public SessionView this[string session] =>
        Fold.Snapshot("e", 0) is var s && s.ActiveSessions.Concat(s.EndedSessions).Single(v => v.SessionId == session) is { } view ? view : null!;

    public SessionView Session => this["s"];

    /// <summary>"status waiting_for: reason (evidence)".</summary>
    public string Status => Describe(Session);

    public static string Describe(SessionView v) =>
        $"{(v.EndedAt is null ? v.Status.ToString().ToLowerInvariant() : "ended")}{(v.WaitingFor is { } w ? " " + w.ToString().ToLowerInvariant() : "")}: {v.Reason} ({v.Evidence.ToString().ToLowerInvariant()})";
}
