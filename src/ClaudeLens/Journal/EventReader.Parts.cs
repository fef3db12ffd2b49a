using System.Text.Json;
using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>The parts of an event, as <see cref="EventWriter"/> wrote them. Unknown names, from a later version, are skipped.</summary>
internal static partial class EventReader
{
    private static SessionFacts Facts(ref Utf8JsonReader json)
    {
        string? cwd = null;
        string? gitBranch = null;
        string? clientVersion = null;
        string? entrypoint = null;
        string? permissionMode = null;
        string? host = null;
        string? customTitle = null;
        string? title = null;
        while (Next(ref json))
        {
            if (Is(ref json, "cwd"u8)) cwd = json.GetString();
            else if (Is(ref json, "branch"u8)) gitBranch = json.GetString();
            else if (Is(ref json, "version"u8)) clientVersion = json.GetString();
            else if (Is(ref json, "entry"u8)) entrypoint = json.GetString();
            else if (Is(ref json, "mode"u8)) permissionMode = json.GetString();
            else if (Is(ref json, "host"u8)) host = json.GetString();
            else if (Is(ref json, "custom"u8)) customTitle = json.GetString();
            else if (Is(ref json, "title"u8)) title = json.GetString();
            else Unknown(ref json);
        }
        return new SessionFacts { Cwd = cwd, GitBranch = gitBranch, ClientVersion = clientVersion, Entrypoint = entrypoint, PermissionMode = permissionMode, Host = host, CustomTitle = customTitle, Title = title };
    }

    private static MessagePart Message(ref Utf8JsonReader json)
    {
        string id = "";
        BlockKind block = default;
        string? model = null;
        string? requestedModel = null;
        string? stopReason = null;
        string? requestRef = null;
        string? paidBySession = null;
        bool synthetic = false;
        bool aborted = false;
        TokenUsage? usage = null;
        while (Next(ref json))
        {
            if (Is(ref json, "id"u8)) id = json.GetString()!;
            else if (Is(ref json, "block"u8)) block = (BlockKind)json.GetInt32();
            else if (Is(ref json, "model"u8)) model = json.GetString();
            else if (Is(ref json, "asked"u8)) requestedModel = json.GetString();
            else if (Is(ref json, "stop"u8)) stopReason = json.GetString();
            else if (Is(ref json, "ref"u8)) requestRef = json.GetString();
            else if (Is(ref json, "paid"u8)) paidBySession = json.GetString();
            else if (Is(ref json, "synthetic"u8)) synthetic = json.GetBoolean();
            else if (Is(ref json, "aborted"u8)) aborted = json.GetBoolean();
            else if (Is(ref json, "use"u8)) usage = Usage(ref json);
            else Unknown(ref json);
        }
        return new MessagePart { Id = id, Block = block, Model = model, RequestedModel = requestedModel, StopReason = stopReason, RequestRef = requestRef, PaidBySession = paidBySession, Synthetic = synthetic, Aborted = aborted, Usage = usage };
    }

    private static TokenUsage Usage(ref Utf8JsonReader json)
    {
        long input = 0;
        long output = 0;
        long cacheRead = 0;
        long cacheWrite5m = 0;
        long cacheWrite1h = 0;
        long webSearches = 0;
        string? speed = null;
        string? serviceTier = null;
        string? inferenceGeo = null;
        while (Next(ref json))
        {
            if (Is(ref json, "in"u8)) input = json.GetInt64();
            else if (Is(ref json, "out"u8)) output = json.GetInt64();
            else if (Is(ref json, "read"u8)) cacheRead = json.GetInt64();
            else if (Is(ref json, "w5"u8)) cacheWrite5m = json.GetInt64();
            else if (Is(ref json, "w1"u8)) cacheWrite1h = json.GetInt64();
            else if (Is(ref json, "web"u8)) webSearches = json.GetInt64();
            else if (Is(ref json, "speed"u8)) speed = json.GetString();
            else if (Is(ref json, "tier"u8)) serviceTier = json.GetString();
            else if (Is(ref json, "geo"u8)) inferenceGeo = json.GetString();
            else Unknown(ref json);
        }
        return new TokenUsage { Input = input, Output = output, CacheRead = cacheRead, CacheWrite5m = cacheWrite5m, CacheWrite1h = cacheWrite1h, WebSearches = webSearches, Speed = speed, ServiceTier = serviceTier, InferenceGeo = inferenceGeo };
    }

    private static ToolCall Tool(ref Utf8JsonReader json)
    {
        string id = "";
        string name = "";
        string? target = null;
        bool background = false;
        while (Next(ref json))
        {
            if (Is(ref json, "id"u8)) id = json.GetString()!;
            else if (Is(ref json, "name"u8)) name = json.GetString()!;
            else if (Is(ref json, "target"u8)) target = json.GetString();
            else if (Is(ref json, "bg"u8)) background = json.GetBoolean();
            else Unknown(ref json);
        }
        return new ToolCall { Id = id, Name = name, Target = target, Background = background };
    }

    private static ToolOutcome Outcome(ref Utf8JsonReader json)
    {
        string toolUseId = "";
        bool isError = false;
        string? denial = null;
        string? agentId = null;
        bool background = false;
        while (Next(ref json))
        {
            if (Is(ref json, "id"u8)) toolUseId = json.GetString()!;
            else if (Is(ref json, "error"u8)) isError = json.GetBoolean();
            else if (Is(ref json, "denied"u8)) denial = json.GetString();
            else if (Is(ref json, "agent"u8)) agentId = json.GetString();
            else if (Is(ref json, "bg"u8)) background = json.GetBoolean();
            else Unknown(ref json);
        }
        return new ToolOutcome { ToolUseId = toolUseId, IsError = isError, Denial = denial, AgentId = agentId, Background = background };
    }

    private static ApiFailure Failure(ref Utf8JsonReader json)
    {
        int? status = null;
        string? message = null;
        int? attempt = null;
        int? maxAttempts = null;
        long? retryInMs = null;
        bool final = false;
        while (Next(ref json))
        {
            if (Is(ref json, "status"u8)) status = json.GetInt32();
            else if (Is(ref json, "text"u8)) message = json.GetString();
            else if (Is(ref json, "try"u8)) attempt = json.GetInt32();
            else if (Is(ref json, "of"u8)) maxAttempts = json.GetInt32();
            else if (Is(ref json, "in"u8)) retryInMs = json.GetInt64();
            else if (Is(ref json, "final"u8)) final = json.GetBoolean();
            else Unknown(ref json);
        }
        return new ApiFailure { Status = status, Message = message, Attempt = attempt, MaxAttempts = maxAttempts, RetryInMs = retryInMs, Final = final };
    }

    private static CompactionReport Compaction(ref Utf8JsonReader json)
    {
        string? trigger = null;
        long? tokensBefore = null;
        long? tokensAfter = null;
        while (Next(ref json))
        {
            if (Is(ref json, "by"u8)) trigger = json.GetString();
            else if (Is(ref json, "before"u8)) tokensBefore = json.GetInt64();
            else if (Is(ref json, "after"u8)) tokensAfter = json.GetInt64();
            else Unknown(ref json);
        }
        return new CompactionReport { Trigger = trigger, TokensBefore = tokensBefore, TokensAfter = tokensAfter };
    }

    private static ClientTotal Total(ref Utf8JsonReader json)
    {
        decimal costUsd = 0;
        DateTimeOffset? since = null;
        List<ModelTotal> models = [];
        while (Next(ref json))
        {
            if (Is(ref json, "usd"u8)) costUsd = json.GetDecimal();
            else if (Is(ref json, "since"u8)) since = Time(ref json);
            else if (Is(ref json, "models"u8)) while (Item(ref json)) models.Add(ModelTotal(ref json));
            else Unknown(ref json);
        }
        return new ClientTotal { CostUsd = costUsd, Since = since, Models = models };
    }

    private static ModelTotal ModelTotal(ref Utf8JsonReader json)
    {
        string model = "";
        decimal costUsd = 0;
        TokenUsage usage = new();
        while (Next(ref json))
        {
            if (Is(ref json, "model"u8)) model = json.GetString()!;
            else if (Is(ref json, "usd"u8)) costUsd = json.GetDecimal();
            else if (Is(ref json, "use"u8)) usage = Usage(ref json);
            else Unknown(ref json);
        }
        return new ModelTotal { Model = model, CostUsd = costUsd, Usage = usage };
    }

    private static ProcessReport Process(ref Utf8JsonReader json)
    {
        int pid = 0;
        bool alive = false;
        string? status = null;
        string? waitingFor = null;
        DateTimeOffset? startedAt = null;
        DateTimeOffset? statusSince = null;
        DateTimeOffset? runsSince = null;
        bool cleanExit = false;
        while (Next(ref json))
        {
            if (Is(ref json, "pid"u8)) pid = json.GetInt32();
            else if (Is(ref json, "alive"u8)) alive = json.GetBoolean();
            else if (Is(ref json, "status"u8)) status = json.GetString();
            else if (Is(ref json, "wait"u8)) waitingFor = json.GetString();
            else if (Is(ref json, "start"u8)) startedAt = Time(ref json);
            else if (Is(ref json, "since"u8)) statusSince = Time(ref json);
            else if (Is(ref json, "runs"u8)) runsSince = Time(ref json);
            else if (Is(ref json, "clean"u8)) cleanExit = json.GetBoolean();
            else Unknown(ref json);
        }
        return new ProcessReport { Pid = pid, Alive = alive, Status = status, WaitingFor = waitingFor, StartedAt = startedAt, StatusSince = statusSince, RunsSince = runsSince, CleanExit = cleanExit };
    }

    private static SubagentFacts Subagent(ref Utf8JsonReader json)
    {
        string agentId = "";
        string? agentType = null;
        string? description = null;
        string? toolUseId = null;
        string? parentAgentId = null;
        bool background = false;
        bool finished = false;
        string? workflow = null;
        while (Next(ref json))
        {
            if (Is(ref json, "id"u8)) agentId = json.GetString()!;
            else if (Is(ref json, "type"u8)) agentType = json.GetString();
            else if (Is(ref json, "text"u8)) description = json.GetString();
            else if (Is(ref json, "tool"u8)) toolUseId = json.GetString();
            else if (Is(ref json, "parent"u8)) parentAgentId = json.GetString();
            else if (Is(ref json, "bg"u8)) background = json.GetBoolean();
            else if (Is(ref json, "done"u8)) finished = json.GetBoolean();
            else if (Is(ref json, "flow"u8)) workflow = json.GetString();
            else Unknown(ref json);
        }
        return new SubagentFacts { AgentId = agentId, AgentType = agentType, Description = description, ToolUseId = toolUseId, ParentAgentId = parentAgentId, Background = background, Finished = finished, Workflow = workflow };
    }

    private static AlertReport Alert(ref Utf8JsonReader json)
    {
        string alertId = "";
        string rule = "";
        AlertPhase phase = default;
        string severity = "";
        string? project = null;
        string title = "";
        string message = "";
        while (Next(ref json))
        {
            if (Is(ref json, "id"u8)) alertId = json.GetString()!;
            else if (Is(ref json, "rule"u8)) rule = json.GetString()!;
            else if (Is(ref json, "phase"u8)) phase = (AlertPhase)json.GetInt32();
            else if (Is(ref json, "sev"u8)) severity = json.GetString()!;
            else if (Is(ref json, "project"u8)) project = json.GetString();
            else if (Is(ref json, "title"u8)) title = json.GetString()!;
            else if (Is(ref json, "text"u8)) message = json.GetString()!;
            else Unknown(ref json);
        }
        return new AlertReport { AlertId = alertId, Rule = rule, Phase = phase, Severity = severity, Project = project, Title = title, Message = message };
    }

    /// <summary>Moves to the next property's name; false at the end of the object.</summary>
    private static bool Next(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next object of an array; false at its end.</summary>
    private static bool Item(ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.StartObject;

    /// <summary>Whether this is the property, and if so moves to its value.</summary>
    private static bool Is(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!json.ValueTextEquals(name)) return false;
        json.Read();
        return true;
    }

    private static void Unknown(ref Utf8JsonReader json)
    {
        json.Read();
        json.Skip();
    }

    private static DateTimeOffset Time(ref Utf8JsonReader json) => DateTimeOffset.FromUnixTimeMilliseconds(json.GetInt64());
}
