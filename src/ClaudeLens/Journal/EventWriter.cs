using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>
/// Writes the body of an event as compact JSON: readable with any SQLite tool, extensible (unknown names are skipped by
/// <see cref="EventReader"/>), and by hand because this runs for every line at start-up. Seq and id are columns, not body.
/// Names are written to disk: never reuse or change one.
/// </summary>
internal sealed class EventWriter
{
    private readonly BodyBuffer _json = new();

    /// <summary>The body; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(SessionEvent e)
    {
        _json.Clear();
        _json.Object();
        _json.Number("k"u8, (int)e.Kind);
        _json.Text("s"u8, e.SessionId);
        _json.Number("t"u8, e.At.ToUnixTimeMilliseconds());
        _json.Number("o"u8, e.SeenAt.ToUnixTimeMilliseconds());
        _json.Number("f"u8, (int)e.Source);
        _json.Text("a"u8, e.AgentId);
        _json.Flag("b"u8, e.Backfill);
        if (e.Born is { } born) _json.Number("n"u8, born.ToUnixTimeMilliseconds());
        _json.Flag("c"u8, e.Copied);
        _json.Text("u"u8, e.Uuid);
        _json.Text("x"u8, e.Summary);
        _json.Text("q"u8, e.RequestId);
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
        _json.End('}');
        return _json.Written;
    }

    private void Facts(SessionFacts f)
    {
        _json.Object("facts"u8);
        _json.Text("cwd"u8, f.Cwd);
        _json.Text("branch"u8, f.GitBranch);
        _json.Text("version"u8, f.ClientVersion);
        _json.Text("entry"u8, f.Entrypoint);
        _json.Text("mode"u8, f.PermissionMode);
        _json.Text("host"u8, f.Host);
        _json.Text("custom"u8, f.CustomTitle);
        _json.Text("title"u8, f.Title);
        _json.End('}');
    }

    private void Message(MessagePart m)
    {
        _json.Object("msg"u8);
        _json.Text("id"u8, m.Id);
        _json.Number("block"u8, (int)m.Block);
        _json.Text("model"u8, m.Model);
        _json.Text("asked"u8, m.RequestedModel);
        _json.Text("stop"u8, m.StopReason);
        _json.Text("ref"u8, m.RequestRef);
        _json.Text("paid"u8, m.PaidBySession);
        _json.Flag("synthetic"u8, m.Synthetic);
        _json.Flag("aborted"u8, m.Aborted);
        if (m.Usage is { } usage) Usage(usage);
        _json.End('}');
    }

    private void Usage(TokenUsage u)
    {
        _json.Object("use"u8);
        Number("in"u8, u.Input);
        Number("out"u8, u.Output);
        Number("read"u8, u.CacheRead);
        Number("w5"u8, u.CacheWrite5m);
        Number("w1"u8, u.CacheWrite1h);
        Number("web"u8, u.WebSearches);
        _json.Text("speed"u8, u.Speed);
        _json.Text("tier"u8, u.ServiceTier);
        _json.Text("geo"u8, u.InferenceGeo);
        _json.End('}');
    }

    private void Tool(ToolCall t)
    {
        _json.Object("tool"u8);
        _json.Text("id"u8, t.Id);
        _json.Text("name"u8, t.Name);
        _json.Text("target"u8, t.Target);
        _json.Flag("bg"u8, t.Background);
        _json.End('}');
    }

    private void Outcome(ToolOutcome o)
    {
        _json.Object("result"u8);
        _json.Text("id"u8, o.ToolUseId);
        _json.Flag("error"u8, o.IsError);
        _json.Text("denied"u8, o.Denial);
        _json.Text("agent"u8, o.AgentId);
        _json.Flag("bg"u8, o.Background);
        _json.End('}');
    }

    private void Failure(ApiFailure f)
    {
        _json.Object("failure"u8);
        if (f.Status is { } status) _json.Number("status"u8, status);
        _json.Text("text"u8, f.Message);
        if (f.Attempt is { } attempt) _json.Number("try"u8, attempt);
        if (f.MaxAttempts is { } max) _json.Number("of"u8, max);
        if (f.RetryInMs is { } retry) _json.Number("in"u8, retry);
        _json.Flag("final"u8, f.Final);
        _json.End('}');
    }

    private void Compaction(CompactionReport c)
    {
        _json.Object("compact"u8);
        _json.Text("by"u8, c.Trigger);
        if (c.TokensBefore is { } before) _json.Number("before"u8, before);
        if (c.TokensAfter is { } after) _json.Number("after"u8, after);
        _json.End('}');
    }

    private void Total(ClientTotal t)
    {
        _json.Object("total"u8);
        _json.Number("usd"u8, t.CostUsd);
        if (t.Since is { } since) _json.Number("since"u8, since.ToUnixTimeMilliseconds());
        _json.Array("models"u8);
        foreach (var m in t.Models)
        {
            _json.Object();
            _json.Text("model"u8, m.Model);
            _json.Number("usd"u8, m.CostUsd);
            Usage(m.Usage);
            _json.End('}');
        }
        _json.End(']');
        _json.End('}');
    }

    private void Process(ProcessReport p)
    {
        _json.Object("proc"u8);
        _json.Number("pid"u8, p.Pid);
        _json.Flag("alive"u8, p.Alive);
        _json.Text("status"u8, p.Status);
        _json.Text("wait"u8, p.WaitingFor);
        if (p.StartedAt is { } started) _json.Number("start"u8, started.ToUnixTimeMilliseconds());
        if (p.StatusSince is { } since) _json.Number("since"u8, since.ToUnixTimeMilliseconds());
        if (p.RunsSince is { } runs) _json.Number("runs"u8, runs.ToUnixTimeMilliseconds());
        _json.Flag("clean"u8, p.CleanExit);
        _json.End('}');
    }

    private void Subagent(SubagentFacts s)
    {
        _json.Object("sub"u8);
        _json.Text("id"u8, s.AgentId);
        _json.Text("type"u8, s.AgentType);
        _json.Text("text"u8, s.Description);
        _json.Text("tool"u8, s.ToolUseId);
        _json.Text("parent"u8, s.ParentAgentId);
        _json.Flag("bg"u8, s.Background);
        _json.Flag("done"u8, s.Finished);
        _json.Text("flow"u8, s.Workflow);
        _json.End('}');
    }

    private void Alert(AlertReport a)
    {
        _json.Object("alert"u8);
        _json.Text("id"u8, a.AlertId);
        _json.Text("rule"u8, a.Rule);
        _json.Number("phase"u8, (int)a.Phase);
        _json.Text("sev"u8, a.Severity);
        _json.Text("project"u8, a.Project);
        _json.Text("title"u8, a.Title);
        _json.Text("text"u8, a.Message);
        _json.End('}');
    }

    private void Number(ReadOnlySpan<byte> name, long value)
    {
        if (value != 0) _json.Number(name, value);
    }
}
