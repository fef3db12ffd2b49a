using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

internal sealed partial class LineParser
{
    /// <summary>Past the year 9999 there are no times.</summary>
    private const long Latest = 253_402_300_800_000;

    /// <summary>Lines of the client's own state. Most are repeated over and over: only what changed is told.</summary>
    private void State(ReadOnlySpan<byte> json)
    {
        switch (_line.Type)
        {
            case LineType.ApiRequest:
                Add(New(json, EventKind.ApiRequest, null, requestId: PooledOrNull(json, _line.Id)));
                break;
            case LineType.CostState:
                Add(New(json, EventKind.ClientTotal, null) with { Total = new() { CostUsd = _line.Cost, Since = Time(_line.CountsSince), Models = Totals(json) } });
                break;
            case LineType.CustomTitle or LineType.AiTitle or LineType.AgentName when _facts is not null:
                Tell(json, EventKind.Title, _facts.CustomTitle ?? _facts.Title);
                break;
            case LineType.Summary:
                Title(json, _titles.Told(Bytes(json, _line.LeafUuid), TitleText(Bytes(json, _line.Text))));
                break;
            case LineType.PermissionMode or LineType.WorktreeState when _facts is not null:
                Tell(json, EventKind.State);
                break;
            case LineType.WorkflowStarted or LineType.WorkflowResult when _file.Path.Kind == TranscriptKind.WorkflowJournal && _agent is not null:
                Workflow(json, _agent);
                break;
        }
    }

    private void Workflow(ReadOnlySpan<byte> json, string agent)
    {
        // The result names the session of the agent; what counts is the one the workflow runs in.
        _session = _file.Path.SessionId;
        var label = OneLine(json, _line.Label);
        Add(New(json, EventKind.Subagent, label) with
        {
            Subagent = new()
            {
                AgentId = agent,
                Description = label,
                Workflow = _file.Path.Workflow,
                Background = true,
                Finished = _line.Type == LineType.WorkflowResult,
            },
        });
    }

    private static DateTimeOffset? Time(long? unixMilliseconds) =>
        unixMilliseconds is >= 0 and < Latest ? DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds.Value) : null;

    private List<ModelTotal> Totals(ReadOnlySpan<byte> json)
    {
        var totals = new List<ModelTotal>(_line.Models.Count);
        foreach (var total in _line.Models)
            totals.Add(new() { Model = Pooled(json, total.Model), Usage = Usage(json, total.Usage), CostUsd = total.Cost });
        return totals;
    }

    /// <summary>Up to 1.0.128 a title stands in another session's file and names the last line of the one it is for.</summary>
    private void ResolveTitle(ReadOnlySpan<byte> json) => Title(json, _titles.Seen(Bytes(json, _line.Uuid), _session, _at));

    /// <summary>The model is asked for a title as JSON, and older clients store its answer as it came.</summary>
    private static string TitleText(ReadOnlySpan<byte> text)
    {
        var inner = text.StartsWith("{\\\"title\\\":"u8) ? Inside(text[11..], "\\\""u8, "\\\""u8) : default;
        return PlainText.OneLine(inner.IsEmpty ? text : inner);
    }

    private void Title(ReadOnlySpan<byte> json, (string Session, string Text, DateTimeOffset At)? found)
    {
        if (found is not { } title)
            return;
        var (session, agent, facts) = (_session, _agent, _facts);
        (_session, _agent, _facts) = (title.Session, null, null);
        // The same whichever of the two was read first.
        var id = EventId.Create(_session, 0, "title", title.Text);
        Add(New(json, EventKind.Title, title.Text) with { Id = id, At = title.At, Facts = new() { Title = title.Text } });
        (_session, _agent, _facts) = (session, agent, facts);
    }
}
