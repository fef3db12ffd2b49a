using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>Which events are lines of the feed, and in which words.</summary>
internal static class ActivityWriter
{
    /// <summary>A line older than its own file by more than this was copied into it (a fork, a backup): history, not news.</summary>
    private static readonly TimeSpan Copied = TimeSpan.FromSeconds(10);

    /// <summary>Null: not news.</summary>
    public static Activity? News(SessionEvent e, string project, decimal cost, ToolView? finished) =>
        e.Backfill || e.Born - e.At > Copied || e.Message?.PaidBySession is not null ? null : Line(e, project, cost, finished);

    /// <summary>Null: nothing for a reader.</summary>
    public static Activity? Line(SessionEvent e, string project, decimal cost, ToolView? finished)
    {
        var type = TypeOf(e);
        if (type is null) return null;
        return new Activity
        {
            Id = e.Id.ToString(),
            Seq = e.Seq,
            Timestamp = e.At,
            SeenAt = e.SeenAt,
            Type = type,
            SessionId = e.SessionId,
            Project = project,
            AgentId = e.AgentId,
            Summary = e.Summary ?? "",
            Cost = cost,
            Tool = e.Tool?.Name ?? finished?.Name,
            Target = e.Tool?.Target ?? finished?.Target,
            ToolUseId = e.Tool?.Id ?? e.Outcome?.ToolUseId,
            DurationMs = finished is null ? null : Math.Max(0, (long)(e.At - finished.StartedAt).TotalMilliseconds),
            IsError = e.Kind == EventKind.ApiError || e.Outcome is { IsError: true },
            Model = e.Message?.Model,
        };
    }

    /// <summary>Null: not a line of the feed.</summary>
    public static string? TypeOf(SessionEvent e) => e.Kind switch
    {
        EventKind.Prompt => e.AgentId is null ? "prompt" : "task",
        EventKind.Message => e.Message?.Block switch
        {
            BlockKind.Thinking => "thinking",
            BlockKind.ToolUse => "tool_use",
            _ => "text",
        },
        EventKind.ToolResult => "tool_result",
        EventKind.ApiError => "error",
        EventKind.Compaction => "compaction",
        EventKind.Interrupted => "interrupted",
        EventKind.Command => "command",
        EventKind.Notification => "system",
        _ => null,
    };
}
