namespace ClaudeLens.Live;

/// <summary>One line of the feed: something that happened, as the reader sees it.</summary>
public sealed record Activity
{
    /// <summary>The event's own id: the same thing never has two.</summary>
    public required string Id { get; init; }
    public required long Seq { get; init; }
    public required DateTimeOffset Timestamp { get; init; }
    /// <summary>When the server took it.</summary>
    public required DateTimeOffset SeenAt { get; init; }
    /// <summary>prompt (of a human), task (given to a subagent), text, thinking, tool_use, tool_result, error, compaction, interrupted, command, system.</summary>
    public required string Type { get; init; }
    public required string SessionId { get; init; }
    public required string Project { get; init; }
    public string? AgentId { get; init; }
    public required string Summary { get; init; }
    /// <summary>USD that this line added to its session; 0 when it repeats a message that is paid already.</summary>
    public required decimal Cost { get; init; }
    public string? Tool { get; init; }
    public string? Target { get; init; }
    public string? ToolUseId { get; init; }
    public long? DurationMs { get; init; }
    public bool IsError { get; init; }
    public string? Model { get; init; }
}
