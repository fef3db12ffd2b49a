namespace ClaudeLens.Live;

/// <summary>A session as everyone outside sees it: REST, both streams, the page. Immutable.</summary>
public sealed record SessionView
{
    public required string SessionId { get; init; }
    public required string Project { get; init; }
    public string? Path { get; init; }
    public string? Title { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastActivity { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public required SessionStatus Status { get; init; }
    public WaitingFor? WaitingFor { get; init; }
    /// <summary>It asks something and stands still until a human answers; a turn that merely ended does not.</summary>
    public bool NeedsYou { get; init; }
    /// <summary>Why it has this status, in a short sentence.</summary>
    public required string Reason { get; init; }
    public required Evidence Evidence { get; init; }
    public required DateTimeOffset StatusSince { get; init; }
    /// <summary>Human prompts and API messages.</summary>
    public required int MessageCount { get; init; }
    /// <summary>USD so far, subagents included.</summary>
    public required decimal CurrentCost { get; init; }
    /// <summary>USD an hour: the last five minutes times twelve.</summary>
    public decimal CostPerHour { get; init; }
    /// <summary>USD that the client counted and no transcript holds (compaction, titles). Not part of <see cref="CurrentCost"/>.</summary>
    public decimal UnattributedCost { get; init; }
    public string? Model { get; init; }
    public string? GitBranch { get; init; }
    public string? ClientVersion { get; init; }
    public string? PermissionMode { get; init; }
    public string? Entrypoint { get; init; }
    public int? Pid { get; init; }
    public required string Host { get; init; }
    public required string Source { get; init; }
    public ToolView? CurrentTool { get; init; }
    public required TokenTotals Tokens { get; init; }
    public required ContextView Context { get; init; }
    public int Errors { get; init; }
    public int Compactions { get; init; }
    public string? LastError { get; init; }
    public string? LastMessage { get; init; }
    public IReadOnlyList<SubagentView> Subagents { get; init; } = [];
    /// <summary>Models without a known price: what they used is not in the cost.</summary>
    public IReadOnlyList<string> CostUnknownModels { get; init; } = [];
    public IReadOnlyList<ModelCost> CostByModel { get; init; } = [];
    /// <summary>Messages a minute of the last 20 minutes, oldest first.</summary>
    public IReadOnlyList<int> Recent { get; init; } = [];
}

public enum SessionStatus { Idle, Thinking, Active }

/// <summary>The human's move, and which.</summary>
public enum WaitingFor { Permission, Input, Plan }

/// <summary>What a status rests on, strongest first.</summary>
public enum Evidence { Process, Hook, Transcript, Timeout }

public sealed record ToolView(string Id, string Name, string? Target, DateTimeOffset StartedAt);

public sealed record TokenTotals(long Input, long Output, long CacheRead, long CacheCreation)
{
    public static readonly TokenTotals Zero = new(0, 0, 0, 0);
}

/// <param name="Tokens">In the context of the last message of the main chain.</param>
/// <param name="Window">What the model can hold; null when it is not known.</param>
public sealed record ContextView(long Tokens, long? Window);

public sealed record ModelCost(string Model, decimal? Cost, TokenTotals Tokens);

public sealed record SubagentView
{
    public required string AgentId { get; init; }
    public string? AgentType { get; init; }
    public string? Description { get; init; }
    public string? ParentAgentId { get; init; }
    public required SessionStatus Status { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public int MessageCount { get; init; }
    public decimal Cost { get; init; }
    public ToolView? CurrentTool { get; init; }
}
