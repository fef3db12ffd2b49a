namespace ClaudeLens.Events;

/// <summary>
/// One normalised thing that happened in a session. A source makes it from what it read and decides nothing about
/// the session; everything the product knows is folded from these.
/// </summary>
public sealed record SessionEvent
{
    /// <summary>Place in the journal; it gives it when it takes the event. Nothing else of an event ever changes.</summary>
    public long Seq { get; set; }
    public required EventId Id { get; init; }
    public required EventKind Kind { get; init; }
    public required string SessionId { get; init; }
    /// <summary>The subagent in whose transcript it stands; null on the main chain.</summary>
    public string? AgentId { get; init; }
    /// <summary>When it happened, by the client's clock; in whole milliseconds, as the journal keeps it: told live or again, it is the same.</summary>
    public required DateTimeOffset At { get; init => field = Milliseconds(value); }
    /// <summary>When we took it.</summary>
    public required DateTimeOffset SeenAt { get; init => field = Milliseconds(value); }
    public required EventSource Source { get; init; }
    /// <summary>Read at start-up from what was already there: it counts in its session and is never announced as new.</summary>
    public bool Backfill { get; init; }
    /// <summary>Birth of the transcript that holds the line: of several that hold a copy, the oldest owns it.</summary>
    public DateTimeOffset? Born { get; init; }
    /// <summary>It is older than the first line of its own transcript, which says when that was begun: a fork's copy for sure.</summary>
    public bool Copied { get; init; }
    /// <summary>The line's own uuid, where it has one and nothing else tells copies apart (a message has its id, a result its call's). A fork's copy keeps it.</summary>
    public string? Uuid { get; init; }
    /// <summary>One short line of text for people.</summary>
    public string? Summary { get; init; }

    public SessionFacts? Facts { get; init; }
    public MessagePart? Message { get; init; }
    public ToolCall? Tool { get; init; }
    public ToolOutcome? Outcome { get; init; }
    /// <summary>Of an <see cref="EventKind.ApiRequest"/>: the id that the answer's <see cref="MessagePart.RequestRef"/> repeats.</summary>
    public string? RequestId { get; init; }
    public ApiFailure? Failure { get; init; }
    public CompactionReport? Compaction { get; init; }
    public ClientTotal? Total { get; init; }
    public ProcessReport? Process { get; init; }
    public SubagentFacts? Subagent { get; init; }
    public AlertReport? Alert { get; init; }

    private static DateTimeOffset Milliseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMillisecond));
}
