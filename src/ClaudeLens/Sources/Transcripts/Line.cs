namespace ClaudeLens.Sources.Transcripts;

/// <summary>A piece of the line: the inside of a JSON string, still escaped.</summary>
internal readonly record struct Slice(int Start, int Length)
{
    public bool IsThere => Start > 0;
}

internal enum LineType
{
    Unknown, Uninteresting, User, Assistant, System, Attachment, ApiRequest, CostState, CustomTitle, AiTitle, AgentName, Summary,
    PermissionMode, WorktreeState, WorkflowStarted, WorkflowResult,
}

internal enum LineBlockKind { Other, Text, Thinking, ToolUse, ToolResult, Media }

internal struct LineBlock
{
    public LineBlockKind Kind;
    /// <summary>Text, thinking, or the first text of a tool's result.</summary>
    public Slice Text;
    /// <summary>Of the tool call, or of the call a result answers.</summary>
    public Slice Id;
    public Slice Name;
    public bool IsError;
    public ToolInput Input;
}

/// <summary>What a tool's input says in a few words, and what links a subagent to the call that started it.</summary>
internal struct ToolInput
{
    public Slice Target;
    public int Rank;
    public bool IsPath;
    public Slice Prompt;
    public Slice Description;
    public Slice SubagentType;
    public Slice Arguments;
    public bool Background;
}

internal struct LineUsage
{
    public bool IsThere;
    public long Input, Output, CacheRead, CacheWrite, CacheWrite5m, CacheWrite1h, WebSearches;
    public Slice Speed, ServiceTier, InferenceGeo;
}

internal struct LineModelTotal
{
    public Slice Model;
    public LineUsage Usage;
    public decimal Cost;
}

/// <summary>What was found in one line, before it is known what it means. Reused from line to line.</summary>
internal sealed class Line
{
    public LineType Type;
    public Slice Subtype, Uuid, ParentUuid, SessionId, RequestSessionId, AgentId;
    public Slice Cwd, Version, GitBranch, Entrypoint, PermissionMode;
    public DateTimeOffset? Timestamp;
    public bool IsSidechain, IsMeta, IsCompactSummary, IsApiError, IsAborted, IsTranscriptOnly;

    // user and assistant
    public Slice MessageId, Model, StopReason, RequestedModel, RequestRef, OriginKind, TurnOrigin, PromptSource, DenialKind, CommandMode;
    public LineUsage Usage;
    public LineBlock[] Blocks = new LineBlock[8];
    public int BlockCount;
    public Slice ResultAgentId, ResultStatus;
    public bool ResultInBackground;

    // system and state lines
    public Slice Text, ErrorText, ErrorFormatted, Id, Label, LeafUuid, Trigger, WorktreeBranch;
    public int? Status, Attempt, MaxAttempts;
    public long? RetryInMs, TokensBefore, TokensAfter, CountsSince;
    public decimal Cost;
    public readonly List<LineModelTotal> Models = [];

    public void Clear()
    {
        Type = default;
        Subtype = Uuid = ParentUuid = SessionId = RequestSessionId = AgentId = default;
        Cwd = Version = GitBranch = Entrypoint = PermissionMode = default;
        Timestamp = null;
        IsSidechain = IsMeta = IsCompactSummary = IsApiError = IsAborted = IsTranscriptOnly = false;
        MessageId = Model = StopReason = RequestedModel = RequestRef = OriginKind = TurnOrigin = PromptSource = DenialKind = CommandMode = default;
        Usage = default;
        BlockCount = 0;
        ResultAgentId = ResultStatus = default;
        ResultInBackground = false;
        Text = ErrorText = ErrorFormatted = Id = Label = LeafUuid = Trigger = WorktreeBranch = default;
        Status = Attempt = MaxAttempts = null;
        RetryInMs = TokensBefore = TokensAfter = CountsSince = null;
        Cost = 0;
        Models.Clear();
    }

    public ref LineBlock AddBlock()
    {
        if (BlockCount == Blocks.Length)
            Array.Resize(ref Blocks, BlockCount * 2);
        Blocks[BlockCount] = default;
        return ref Blocks[BlockCount++];
    }
}
