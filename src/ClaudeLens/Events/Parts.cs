namespace ClaudeLens.Events;

/// <summary>What a line says about its session as a whole. Null means "not said here", never "none".</summary>
public sealed record SessionFacts
{
    public string? Cwd { get; init; }
    public string? GitBranch { get; init; }
    public string? ClientVersion { get; init; }
    public string? Entrypoint { get; init; }
    public string? PermissionMode { get; init; }
    public string? Host { get; init; }
    /// <summary>A title the user gave: it wins over every other.</summary>
    public string? CustomTitle { get; init; }
    /// <summary>A title the client made up.</summary>
    public string? Title { get; init; }
}

/// <summary>Tokens of one API message. <see cref="Input"/> excludes everything that concerns the cache.</summary>
public sealed record TokenUsage
{
    public long Input { get; init; }
    public long Output { get; init; }
    public long CacheRead { get; init; }
    public long CacheWrite5m { get; init; }
    public long CacheWrite1h { get; init; }
    public long WebSearches { get; init; }
    public string? Speed { get; init; }
    public string? ServiceTier { get; init; }
    public string? InferenceGeo { get; init; }

    /// <summary>Tokens that were in the context of the request.</summary>
    public long Context => Input + CacheRead + CacheWrite5m + CacheWrite1h;
    public long Total => Context + Output;
}

public enum BlockKind { Text = 1, Thinking = 2, ToolUse = 3, Other = 4 }

/// <summary>One content block of an assistant's API message. Every line of one message repeats its usage; early ones carry too little.</summary>
public sealed record MessagePart
{
    /// <summary><c>message.id</c>: what is paid for, once.</summary>
    public required string Id { get; init; }
    public required BlockKind Block { get; init; }
    public string? Model { get; init; }
    /// <summary>The model asked for, where it says more than the resolved one (the <c>[1m]</c> suffix).</summary>
    public string? RequestedModel { get; init; }
    public TokenUsage? Usage { get; init; }
    public string? StopReason { get; init; }
    public string? RequestRef { get; init; }
    /// <summary>On a copied line: the session that really made the request (2.1.330 and later).</summary>
    public string? PaidBySession { get; init; }
    /// <summary>Written by the client, not by the API: free.</summary>
    public bool Synthetic { get; init; }
    /// <summary>Cut off in mid-stream: what it used in the end is not known.</summary>
    public bool Aborted { get; init; }
}

public sealed record ToolCall
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    /// <summary>What it works on, in a few words: the command, the file, the question.</summary>
    public string? Target { get; init; }
    public bool Background { get; init; }
}

public sealed record ToolOutcome
{
    public required string ToolUseId { get; init; }
    public bool IsError { get; init; }
    /// <summary><c>user-rejected</c>, <c>permission-rule</c>: the tool did not run.</summary>
    public string? Denial { get; init; }
    /// <summary>The subagent this tool call started.</summary>
    public string? AgentId { get; init; }
    /// <summary>The tool returned at once and its work goes on.</summary>
    public bool Background { get; init; }
}

public sealed record ApiFailure
{
    /// <summary>HTTP status; null when there was no answer at all.</summary>
    public int? Status { get; init; }
    public string? Message { get; init; }
    public int? Attempt { get; init; }
    public int? MaxAttempts { get; init; }
    public long? RetryInMs { get; init; }
    /// <summary>The client gave up: the turn is over.</summary>
    public bool Final { get; init; }
}

public sealed record CompactionReport
{
    public string? Trigger { get; init; }
    public long? TokensBefore { get; init; }
    public long? TokensAfter { get; init; }
}

/// <summary>What the client counted itself until its exit, requests included that no transcript holds.</summary>
public sealed record ClientTotal
{
    public decimal CostUsd { get; init; }
    /// <summary>When it began to count: a resume and a fork count on from the last exit, after a kill it begins anew.</summary>
    public DateTimeOffset? Since { get; init; }
    public IReadOnlyList<ModelTotal> Models { get; init; } = [];
}

public sealed record ModelTotal
{
    public required string Model { get; init; }
    public required TokenUsage Usage { get; init; }
    public decimal CostUsd { get; init; }
}

public sealed record ProcessReport
{
    /// <summary>0: nobody saw one, and nobody here runs the session.</summary>
    public required int Pid { get; init; }
    public required bool Alive { get; init; }
    /// <summary><c>idle</c>, <c>busy</c>, <c>waiting</c>; null where the client does not say.</summary>
    public string? Status { get; init; }
    public string? WaitingFor { get; init; }
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? StatusSince { get; init; }
    /// <summary>Since when the shell of a tool call runs in it, the newest of several; null where none does, or nobody looked.</summary>
    public DateTimeOffset? RunsSince { get; init; }
    /// <summary>Its file was removed: a clean exit, or the process went on to another session (<c>/clear</c>).</summary>
    public bool CleanExit { get; init; }
}

public sealed record SubagentFacts
{
    public required string AgentId { get; init; }
    public string? AgentType { get; init; }
    public string? Description { get; init; }
    public string? ToolUseId { get; init; }
    public string? ParentAgentId { get; init; }
    public bool Background { get; init; }
    public bool Finished { get; init; }
    public string? Workflow { get; init; }
}

public enum AlertPhase { Triggered = 1, Resolved = 2, Acknowledged = 3 }

public sealed record AlertReport
{
    public required string AlertId { get; init; }
    public required string Rule { get; init; }
    public required AlertPhase Phase { get; init; }
    public string Severity { get; init; } = "warning";
    public string? Project { get; init; }
    public required string Title { get; init; }
    public string Message { get; init; } = "";
}
