using System.Buffers;
using System.Text.Json;
using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>
/// Writes the body of an event as compact JSON: readable with any SQLite tool, extensible (unknown names are skipped by
/// <see cref="EventReader"/>), and by hand because this runs for every line at start-up. Seq and id are columns, not body.
/// Names are written to disk: never reuse or change one.
/// </summary>
internal sealed class EventWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _json;

    public EventWriter() => _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>The body; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(SessionEvent e)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteNumber("k"u8, (int)e.Kind);
        _json.WriteString("s"u8, e.SessionId);
        _json.WriteNumber("t"u8, e.At.ToUnixTimeMilliseconds());
        _json.WriteNumber("o"u8, e.SeenAt.ToUnixTimeMilliseconds());
        _json.WriteNumber("f"u8, (int)e.Source);
        Text("a"u8, e.AgentId);
        Flag("b"u8, e.Backfill);
        if (e.Born is { } born) _json.WriteNumber("n"u8, born.ToUnixTimeMilliseconds());
        Text("u"u8, e.Uuid);
        Text("x"u8, e.Summary);
        Text("q"u8, e.RequestId);
        if (e.Facts is { } facts) Facts(facts);
        if (e.Message is { } message) Message(message);
        if (e.Tool is { } tool) Tool(tool);
        if (e.Outcome is { } outcome) Outcome(outcome);
        if (e.Failure is { } failure) Failure(failure);
        if (e.Compaction is { } compaction) Compaction(compaction);
        if (e.Total is { } total) Total(total);
        if (e.Process is { } process) Process(process);
        if (e.Subagent is { } subagent) Subagent(subagent);
        if (e.Alert is { } alert) Alert(alert);
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    public void Dispose() => _json.Dispose();

    private void Facts(SessionFacts f)
    {
        _json.WriteStartObject("facts"u8);
        Text("cwd"u8, f.Cwd);
        Text("branch"u8, f.GitBranch);
        Text("version"u8, f.ClientVersion);
        Text("entry"u8, f.Entrypoint);
        Text("mode"u8, f.PermissionMode);
        Text("host"u8, f.Host);
        Text("custom"u8, f.CustomTitle);
        Text("title"u8, f.Title);
        _json.WriteEndObject();
    }

    private void Message(MessagePart m)
    {
        _json.WriteStartObject("msg"u8);
        _json.WriteString("id"u8, m.Id);
        _json.WriteNumber("block"u8, (int)m.Block);
        Text("model"u8, m.Model);
        Text("asked"u8, m.RequestedModel);
        Text("stop"u8, m.StopReason);
        Text("ref"u8, m.RequestRef);
        Text("paid"u8, m.PaidBySession);
        Flag("synthetic"u8, m.Synthetic);
        Flag("aborted"u8, m.Aborted);
        if (m.Usage is { } usage) Usage(usage);
        _json.WriteEndObject();
    }

    private void Usage(TokenUsage u)
    {
        _json.WriteStartObject("use"u8);
        Number("in"u8, u.Input);
        Number("out"u8, u.Output);
        Number("read"u8, u.CacheRead);
        Number("w5"u8, u.CacheWrite5m);
        Number("w1"u8, u.CacheWrite1h);
        Number("web"u8, u.WebSearches);
        Text("speed"u8, u.Speed);
        Text("tier"u8, u.ServiceTier);
        Text("geo"u8, u.InferenceGeo);
        _json.WriteEndObject();
    }

    private void Tool(ToolCall t)
    {
        _json.WriteStartObject("tool"u8);
        _json.WriteString("id"u8, t.Id);
        _json.WriteString("name"u8, t.Name);
        Text("target"u8, t.Target);
        Flag("bg"u8, t.Background);
        _json.WriteEndObject();
    }

    private void Outcome(ToolOutcome o)
    {
        _json.WriteStartObject("result"u8);
        _json.WriteString("id"u8, o.ToolUseId);
        Flag("error"u8, o.IsError);
        Text("denied"u8, o.Denial);
        Text("agent"u8, o.AgentId);
        Flag("bg"u8, o.Background);
        _json.WriteEndObject();
    }

    private void Failure(ApiFailure f)
    {
        _json.WriteStartObject("failure"u8);
        if (f.Status is { } status) _json.WriteNumber("status"u8, status);
        Text("text"u8, f.Message);
        if (f.Attempt is { } attempt) _json.WriteNumber("try"u8, attempt);
        if (f.MaxAttempts is { } max) _json.WriteNumber("of"u8, max);
        if (f.RetryInMs is { } retry) _json.WriteNumber("in"u8, retry);
        Flag("final"u8, f.Final);
        _json.WriteEndObject();
    }

    private void Compaction(CompactionReport c)
    {
        _json.WriteStartObject("compact"u8);
        Text("by"u8, c.Trigger);
        if (c.TokensBefore is { } before) _json.WriteNumber("before"u8, before);
        if (c.TokensAfter is { } after) _json.WriteNumber("after"u8, after);
        _json.WriteEndObject();
    }

    private void Total(ClientTotal t)
    {
        _json.WriteStartObject("total"u8);
        _json.WriteNumber("usd"u8, t.CostUsd);
        _json.WriteStartArray("models"u8);
        foreach (var m in t.Models)
        {
            _json.WriteStartObject();
            _json.WriteString("model"u8, m.Model);
            _json.WriteNumber("usd"u8, m.CostUsd);
            Usage(m.Usage);
            _json.WriteEndObject();
        }
        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    private void Process(ProcessReport p)
    {
        _json.WriteStartObject("proc"u8);
        _json.WriteNumber("pid"u8, p.Pid);
        Flag("alive"u8, p.Alive);
        Text("status"u8, p.Status);
        Text("wait"u8, p.WaitingFor);
        if (p.StartedAt is { } started) _json.WriteNumber("start"u8, started.ToUnixTimeMilliseconds());
        if (p.StatusSince is { } since) _json.WriteNumber("since"u8, since.ToUnixTimeMilliseconds());
        Flag("clean"u8, p.CleanExit);
        _json.WriteEndObject();
    }

    private void Subagent(SubagentFacts s)
    {
        _json.WriteStartObject("sub"u8);
        _json.WriteString("id"u8, s.AgentId);
        Text("type"u8, s.AgentType);
        Text("text"u8, s.Description);
        Text("tool"u8, s.ToolUseId);
        Text("parent"u8, s.ParentAgentId);
        Flag("bg"u8, s.Background);
        Flag("done"u8, s.Finished);
        Text("flow"u8, s.Workflow);
        _json.WriteEndObject();
    }

    private void Alert(AlertReport a)
    {
        _json.WriteStartObject("alert"u8);
        _json.WriteString("id"u8, a.AlertId);
        _json.WriteString("rule"u8, a.Rule);
        _json.WriteNumber("phase"u8, (int)a.Phase);
        _json.WriteString("sev"u8, a.Severity);
        Text("project"u8, a.Project);
        _json.WriteString("title"u8, a.Title);
        Text("text"u8, a.Message);
        _json.WriteEndObject();
    }

    private void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) _json.WriteString(name, value);
    }

    private void Number(ReadOnlySpan<byte> name, long value)
    {
        if (value != 0) _json.WriteNumber(name, value);
    }

    private void Flag(ReadOnlySpan<byte> name, bool value)
    {
        if (value) _json.WriteBoolean(name, true);
    }
}
