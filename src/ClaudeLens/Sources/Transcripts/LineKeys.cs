namespace ClaudeLens.Sources.Transcripts;

internal enum LineKey
{
    None, Type, Subtype, Uuid, ParentUuid, SessionId, RequestSessionId, AgentId, Timestamp, Cwd, Version, GitBranch, Entrypoint, PermissionMode,
    IsSidechain, IsMeta, IsCompactSummary, IsApiErrorMessage, IsAbortedMidStream, IsVisibleInTranscriptOnly, Message, ToolUseResult, ToolDenialKind,
    RequestedModel, RequestRef, Origin, TurnOrigin, PromptSource, Attachment, Content, Error, ApiErrorStatus, RetryInMs, RetryAttempt, MaxRetries,
    CompactMetadata, Id, CustomTitle, AiTitle, AgentName, Summary, LeafUuid, WorktreeSession, TotalCostUsd, StartTime, ModelUsage, Label,
}

internal enum MessageKey { None, Id, Model, Content, StopReason, Usage }

internal enum BlockKey { None, Type, Text, Thinking, Id, Name, Input, ToolUseId, Content, IsError }

internal enum UsageKey
{
    None, Input, Output, CacheRead, CacheWrite, CacheSplit, Split5m, Split1h, ServerTools, WebSearches, Speed, ServiceTier, InferenceGeo, Cost,
}

/// <summary>The names that matter, and the entry types, of all client versions.</summary>
internal static class LineKeys
{
    public static readonly Utf8Names<LineType> Types = new(
        ("user", LineType.User), ("assistant", LineType.Assistant), ("system", LineType.System), ("attachment", LineType.Attachment),
        ("api-request", LineType.ApiRequest), ("cost-state", LineType.CostState), ("custom-title", LineType.CustomTitle),
        ("ai-title", LineType.AiTitle), ("agent-name", LineType.AgentName), ("summary", LineType.Summary),
        ("permission-mode", LineType.PermissionMode), ("worktree-state", LineType.WorktreeState),
        ("started", LineType.WorkflowStarted), ("result", LineType.WorkflowResult));

    public static readonly Utf8Names<LineKey> Top = new(
        ("type", LineKey.Type), ("subtype", LineKey.Subtype), ("uuid", LineKey.Uuid), ("parentUuid", LineKey.ParentUuid),
        ("sessionId", LineKey.SessionId), ("requestSessionId", LineKey.RequestSessionId), ("agentId", LineKey.AgentId),
        ("timestamp", LineKey.Timestamp), ("cwd", LineKey.Cwd), ("version", LineKey.Version), ("gitBranch", LineKey.GitBranch),
        ("entrypoint", LineKey.Entrypoint), ("permissionMode", LineKey.PermissionMode), ("isSidechain", LineKey.IsSidechain),
        ("isMeta", LineKey.IsMeta), ("isCompactSummary", LineKey.IsCompactSummary), ("isApiErrorMessage", LineKey.IsApiErrorMessage),
        ("isAbortedMidStream", LineKey.IsAbortedMidStream), ("isVisibleInTranscriptOnly", LineKey.IsVisibleInTranscriptOnly),
        ("message", LineKey.Message), ("toolUseResult", LineKey.ToolUseResult), ("toolDenialKind", LineKey.ToolDenialKind),
        ("requestedModel", LineKey.RequestedModel), ("requestRef", LineKey.RequestRef), ("origin", LineKey.Origin),
        ("turnOrigin", LineKey.TurnOrigin), ("promptSource", LineKey.PromptSource), ("attachment", LineKey.Attachment),
        ("content", LineKey.Content), ("error", LineKey.Error), ("apiErrorStatus", LineKey.ApiErrorStatus), ("retryInMs", LineKey.RetryInMs),
        ("retryAttempt", LineKey.RetryAttempt), ("maxRetries", LineKey.MaxRetries), ("compactMetadata", LineKey.CompactMetadata),
        ("id", LineKey.Id), ("customTitle", LineKey.CustomTitle), ("aiTitle", LineKey.AiTitle), ("agentName", LineKey.AgentName),
        ("summary", LineKey.Summary), ("leafUuid", LineKey.LeafUuid), ("worktreeSession", LineKey.WorktreeSession),
        ("totalCostUSD", LineKey.TotalCostUsd), ("startTime", LineKey.StartTime), ("modelUsage", LineKey.ModelUsage), ("label", LineKey.Label));

    public static readonly Utf8Names<MessageKey> Message = new(
        ("id", MessageKey.Id), ("model", MessageKey.Model), ("content", MessageKey.Content), ("stop_reason", MessageKey.StopReason),
        ("usage", MessageKey.Usage));

    public static readonly Utf8Names<BlockKey> Block = new(
        ("type", BlockKey.Type), ("text", BlockKey.Text), ("thinking", BlockKey.Thinking), ("id", BlockKey.Id), ("name", BlockKey.Name),
        ("input", BlockKey.Input), ("tool_use_id", BlockKey.ToolUseId), ("content", BlockKey.Content), ("is_error", BlockKey.IsError));

    public static readonly Utf8Names<LineBlockKind> Blocks = new(
        ("text", LineBlockKind.Text), ("thinking", LineBlockKind.Thinking), ("redacted_thinking", LineBlockKind.Thinking),
        ("tool_use", LineBlockKind.ToolUse), ("tool_result", LineBlockKind.ToolResult), ("image", LineBlockKind.Media),
        ("document", LineBlockKind.Media));

    /// <summary>Usage of a message (snake_case) and of a model in the client's own total (camelCase).</summary>
    public static readonly Utf8Names<UsageKey> Usage = new(
        ("input_tokens", UsageKey.Input), ("output_tokens", UsageKey.Output), ("cache_read_input_tokens", UsageKey.CacheRead),
        ("cache_creation_input_tokens", UsageKey.CacheWrite), ("cache_creation", UsageKey.CacheSplit),
        ("ephemeral_5m_input_tokens", UsageKey.Split5m), ("ephemeral_1h_input_tokens", UsageKey.Split1h),
        ("server_tool_use", UsageKey.ServerTools), ("web_search_requests", UsageKey.WebSearches), ("speed", UsageKey.Speed),
        ("service_tier", UsageKey.ServiceTier), ("inference_geo", UsageKey.InferenceGeo),
        ("inputTokens", UsageKey.Input), ("outputTokens", UsageKey.Output), ("cacheReadInputTokens", UsageKey.CacheRead),
        ("cacheCreationInputTokens", UsageKey.CacheWrite), ("cacheCreationEphemeral5mInputTokens", UsageKey.Split5m),
        ("cacheCreationEphemeral1hInputTokens", UsageKey.Split1h), ("webSearchRequests", UsageKey.WebSearches), ("costUSD", UsageKey.Cost));

    /// <summary>What of a tool's input says best what it works on: the lowest rank wins, whatever the tool is called.</summary>
    public static readonly Utf8Names<int> ToolTargets = new(
        ("command", 1), ("file_path", 2), ("notebook_path", 3), ("pattern", 4), ("url", 5), ("query", 6), ("skill", 7), ("description", 8),
        ("subject", 9), ("questions", 10), ("plan", 11), ("todos", 12), ("path", 13), ("message", 14), ("to", 15), ("taskId", 16), ("task_id", 17),
        ("bash_id", 18), ("shell_id", 19), ("prompt", 20));

    public const int NoTarget = int.MaxValue, AnyOther = 1000, CommandRank = 1, FileRank = 2, NotebookRank = 3, QuestionsRank = 10, TodosRank = 12, PathRank = 13;
}
