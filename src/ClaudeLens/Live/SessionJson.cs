using System.Text.Json;
using ClaudeLens.Events;

namespace ClaudeLens.Live;

/// <summary>
/// A session's view, written by hand: it goes out with almost every event, and the serializer takes three times as long for
/// it. <see cref="LiveJson"/> writes the same for REST; a test holds the two together.
/// </summary>
internal static class SessionJson
{
    public static void Write(Utf8JsonWriter w, SessionView s)
    {
        w.WriteStartObject();
        w.WriteString("session_id"u8, s.SessionId);
        w.WriteString("project"u8, s.Project);
        w.WriteString("path"u8, s.Path);
        w.WriteString("title"u8, s.Title);
        Time(w, "started_at"u8, s.StartedAt);
        Time(w, "last_activity"u8, s.LastActivity);
        Time(w, "ended_at"u8, s.EndedAt);
        w.WriteString("status"u8, Name(s.Status));
        w.WriteString("waiting_for"u8, Name(s.WaitingFor));
        w.WriteBoolean("needs_you"u8, s.NeedsYou);
        w.WriteString("reason"u8, s.Reason);
        w.WriteString("evidence"u8, s.Evidence switch
        {
            Evidence.Process => "process",
            Evidence.Hook => "hook",
            Evidence.Transcript => "transcript",
            _ => "timeout",
        });
        Time(w, "status_since"u8, s.StatusSince);
        w.WriteNumber("message_count"u8, s.MessageCount);
        w.WriteNumber("current_cost"u8, s.CurrentCost);
        w.WriteNumber("cost_per_hour"u8, s.CostPerHour);
        w.WriteNumber("unattributed_cost"u8, s.UnattributedCost);
        w.WriteString("model"u8, s.Model);
        w.WriteString("git_branch"u8, s.GitBranch);
        w.WriteString("client_version"u8, s.ClientVersion);
        w.WriteString("permission_mode"u8, s.PermissionMode);
        w.WriteString("entrypoint"u8, s.Entrypoint);
        Number(w, "pid"u8, s.Pid);
        w.WriteString("host"u8, s.Host);
        w.WriteString("source"u8, s.Source);
        Tool(w, s.CurrentTool);
        Tokens(w, s.Tokens);
        w.WriteStartObject("context"u8);
        w.WriteNumber("tokens"u8, s.Context.Tokens);
        Number(w, "window"u8, s.Context.Window);
        w.WriteEndObject();
        w.WriteNumber("errors"u8, s.Errors);
        w.WriteNumber("compactions"u8, s.Compactions);
        w.WriteString("last_error"u8, s.LastError);
        w.WriteString("last_message"u8, s.LastMessage);
        w.WriteStartArray("subagents"u8);
        foreach (var agent in s.Subagents) Subagent(w, agent);
        w.WriteEndArray();
        w.WriteStartArray("cost_unknown_models"u8);
        foreach (var model in s.CostUnknownModels) w.WriteStringValue(model);
        w.WriteEndArray();
        w.WriteStartArray("cost_by_model"u8);
        foreach (var model in s.CostByModel) Cost(w, model);
        w.WriteEndArray();
        w.WriteStartArray("recent"u8);
        foreach (var messages in s.Recent) w.WriteNumberValue(messages);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    public static string Name(SessionStatus status) => status switch
    {
        SessionStatus.Active => "active",
        SessionStatus.Thinking => "thinking",
        _ => "idle",
    };

    public static string? Name(WaitingFor? waitingFor) => waitingFor switch
    {
        WaitingFor.Permission => "permission",
        WaitingFor.Input => "input",
        WaitingFor.Plan => "plan",
        _ => null,
    };

    private static void Subagent(Utf8JsonWriter w, SubagentView a)
    {
        w.WriteStartObject();
        w.WriteString("agent_id"u8, a.AgentId);
        w.WriteString("agent_type"u8, a.AgentType);
        w.WriteString("description"u8, a.Description);
        w.WriteString("parent_agent_id"u8, a.ParentAgentId);
        w.WriteString("status"u8, Name(a.Status));
        Time(w, "started_at"u8, a.StartedAt);
        Time(w, "ended_at"u8, a.EndedAt);
        w.WriteNumber("message_count"u8, a.MessageCount);
        w.WriteNumber("cost"u8, a.Cost);
        Tool(w, a.CurrentTool);
        w.WriteEndObject();
    }

    private static void Tool(Utf8JsonWriter w, ToolView? tool)
    {
        if (tool is null)
        {
            w.WriteNull("current_tool"u8);
            return;
        }
        w.WriteStartObject("current_tool"u8);
        w.WriteString("id"u8, tool.Id);
        w.WriteString("name"u8, tool.Name);
        w.WriteString("target"u8, tool.Target);
        Time(w, "started_at"u8, tool.StartedAt);
        w.WriteEndObject();
    }

    private static void Cost(Utf8JsonWriter w, ModelCost model)
    {
        w.WriteStartObject();
        w.WriteString("model"u8, model.Model);
        if (model.Cost is { } cost) w.WriteNumber("cost"u8, cost);
        else w.WriteNull("cost"u8);
        Tokens(w, model.Tokens);
        w.WriteEndObject();
    }

    private static void Tokens(Utf8JsonWriter w, TokenTotals tokens)
    {
        w.WriteStartObject("tokens"u8);
        w.WriteNumber("input"u8, tokens.Input);
        w.WriteNumber("output"u8, tokens.Output);
        w.WriteNumber("cache_read"u8, tokens.CacheRead);
        w.WriteNumber("cache_creation"u8, tokens.CacheCreation);
        w.WriteEndObject();
    }

    private static void Time(Utf8JsonWriter w, ReadOnlySpan<byte> name, DateTimeOffset? at)
    {
        w.WritePropertyName(name);
        if (at is { } moment) UtcMilliseconds.Write(w, moment);
        else w.WriteNullValue();
    }

    private static void Number(Utf8JsonWriter w, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } known) w.WriteNumber(name, known);
        else w.WriteNull(name);
    }
}
