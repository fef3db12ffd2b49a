using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>Whose move it is in one conversation: the main chain of a session, or a subagent's.</summary>
internal sealed class Chain
{
    private readonly List<ToolView> _openTools = [];
    private string? _openRequest, _unfinished;
    private bool _endsInText, _saysWhenComplete;
    private Asking _asking;

    public Turn Turn { get; private set; } = Turn.None;
    /// <summary>Since when the turn is what it is.</summary>
    public DateTimeOffset TurnSince { get; private set; }
    /// <summary>When anything last happened in it.</summary>
    public DateTimeOffset LastAt { get; private set; }
    public string? StopReason { get; private set; }
    /// <summary>The newest block of the answer is text, and the client (up to 2.0) never says whether one was the last.</summary>
    public bool MayBeComplete => _endsInText && StopReason is null && !_saysWhenComplete;
    /// <summary>The API refused and a retry is due.</summary>
    public ApiFailure? Retrying { get; private set; }
    public ApiFailure? GaveUp { get; private set; }
    public DateTimeOffset? RequestSince { get; private set; }
    public IReadOnlyList<ToolView> OpenTools => _openTools;
    /// <summary>A hook said that a permission is asked for, and nothing answered it since.</summary>
    public Ask? Asked => _asking.Open;

    public void Apply(SessionEvent e)
    {
        if (e.Kind == EventKind.PermissionAsked)
        {
            // Not a sign of work: silence is counted from the last line.
            _asking.Apply(e);
            return;
        }
        if (Answers(e)) _asking.Answer(e.At);
        if (e.At > LastAt) LastAt = e.At;
        switch (e.Kind)
        {
            case EventKind.Prompt or EventKind.Notification:
                Clear();
                Set(Turn.Owed, e.At);
                break;
            case EventKind.ApiRequest:
                _openRequest = e.RequestId;
                RequestSince = e.At;
                break;
            case EventKind.Message when e.Message is { } message:
                Answer(message, e);
                break;
            case EventKind.ToolResult when e.Outcome is { } outcome:
                var known = Open(outcome.ToolUseId) is { } done && _openTools.Remove(done);
                // Of several calls that Esc cut off, one may return after the human was told: nothing is owed for it.
                if (_openTools.Count == 0 && (known || Turn != Turn.Interrupted)) Set(Turn.Owed, e.At);
                break;
            case EventKind.ApiError when e.Failure is { } failure:
                if (failure.Final) End(Turn.Failed, e.At, failure);
                else Retrying = failure;
                break;
            case EventKind.Compaction:
                // It had its answer, after however many attempts.
                CloseRequest();
                Retrying = null;
                if (e.Compaction?.Trigger == "manual") Set(Turn.Ended, e.At);
                break;
            case EventKind.TurnEnded:
                // The client says so after what it says it of; a prompt may already be queued behind it.
                if (Turn is not (Turn.Interrupted or Turn.Failed)) End(Turn.Ended, e.At);
                break;
            case EventKind.Interrupted:
                End(Turn.Interrupted, e.At);
                break;
        }
    }

    /// <summary>The call that has no result yet.</summary>
    public ToolView? Open(string toolUseId)
    {
        foreach (var tool in _openTools)
        {
            if (tool.Id == toolUseId) return tool;
        }
        return null;
    }

    /// <summary>The open call a hook asks for.</summary>
    public ToolView? Open(in Ask ask)
    {
        ToolView? sameName = null;
        foreach (var tool in _openTools)
        {
            if (ask.Tool is null || (ask.Tool.Name == tool.Name && ask.Tool.Target == tool.Target)) return tool;
            if (ask.Tool.Name == tool.Name) sameName ??= tool;
        }
        return sameName;
    }

    /// <summary>Whatever of this comes later answers it. A block of a message does not: a call may ask while its message is still being written.</summary>
    private static bool Answers(SessionEvent e) =>
        e.Kind is EventKind.Prompt or EventKind.ToolResult or EventKind.Interrupted or EventKind.TurnEnded or EventKind.ApiError or EventKind.SessionEnded;

    private void Answer(MessagePart message, SessionEvent e)
    {
        if (message.RequestRef is null || message.RequestRef == _openRequest) CloseRequest();
        Retrying = null;
        StopReason = message.StopReason;
        _endsInText = message.Block == BlockKind.Text;
        // A last block that says so after one that did not: this client tells the two apart.
        _saysWhenComplete |= message.StopReason is not null && _unfinished == message.Id;
        _unfinished = message.StopReason is null ? message.Id : null;
        if (e.Tool is { } tool)
        {
            if (Open(tool.Id) is null) _openTools.Add(new ToolView(tool.Id, tool.Name, tool.Target, e.At));
            Set(Turn.Answering, e.At);
        }
        else if (message.Synthetic || message.StopReason is not (null or "tool_use" or "pause_turn"))
        {
            if (_openTools.Count == 0) End(Turn.Ended, e.At);
        }
        else
        {
            Set(Turn.Answering, e.At);
        }
    }

    private void End(Turn how, DateTimeOffset at, ApiFailure? gaveUp = null)
    {
        Clear();
        GaveUp = gaveUp;
        Set(how, at);
    }

    private void Clear()
    {
        _openTools.Clear();
        CloseRequest();
        Retrying = GaveUp = null;
    }

    private void CloseRequest()
    {
        _openRequest = null;
        RequestSince = null;
    }

    private void Set(Turn turn, DateTimeOffset at)
    {
        // Each block of an answer repeats that it is the end: it ended with the last.
        if (turn != Turn || turn == Turn.Ended) TurnSince = at;
        Turn = turn;
    }
}

internal enum Turn
{
    /// <summary>Nothing was asked yet.</summary>
    None,
    /// <summary>Something was asked or a tool returned: the model owes an answer.</summary>
    Owed,
    /// <summary>An answer has begun, or calls tools.</summary>
    Answering,
    Ended,
    Interrupted,
    /// <summary>The API refused and the client gave up.</summary>
    Failed,
}
