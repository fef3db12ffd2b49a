using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>A subagent: its own conversation inside a session.</summary>
internal sealed class AgentState(string id)
{
    private SubagentFacts _facts = new() { AgentId = id };
    private bool _returned;
    private DateTimeOffset? _returnedAt;

    public string Id => id;
    public Chain Chain { get; } = new();
    public TokenSums Sums { get; } = new();
    public DateTimeOffset StartedAt { get; private set; } = DateTimeOffset.MaxValue;
    public string? ToolUseId => _facts.ToolUseId;
    public string? AgentType => _facts.AgentType;
    public string? Description => _facts.Description;

    public bool Running => !_returned && Chain.Turn is not (Turn.Ended or Turn.Interrupted or Turn.Failed);

    public void Apply(SessionEvent e)
    {
        if (e.At < StartedAt) StartedAt = e.At;
        if (e.Kind == EventKind.Subagent && e.Subagent is { } facts) Learn(facts, e.At);
        else Chain.Apply(e);
    }

    /// <summary>Its parent has the result.</summary>
    public void Return(DateTimeOffset at)
    {
        _returned = true;
        if (_returnedAt is null || at > _returnedAt) _returnedAt = at;
    }

    public SubagentView View(bool sessionEnded)
    {
        var running = Running && !sessionEnded;
        return new SubagentView
        {
            AgentId = Id,
            AgentType = _facts.AgentType,
            Description = _facts.Description,
            ParentAgentId = _facts.ParentAgentId,
            Status = !running ? SessionStatus.Idle : Chain.OpenTools.Count > 0 ? SessionStatus.Active : SessionStatus.Thinking,
            StartedAt = StartedAt,
            EndedAt = running ? null : Latest(_returnedAt, Chain.LastAt),
            MessageCount = Sums.Messages,
            Cost = Sums.Cost,
            CurrentTool = running && Chain.OpenTools.Count > 0 ? Chain.OpenTools[^1] : null,
        };
    }

    /// <summary>Facts arrive in pieces and in any order: what is known stays known.</summary>
    private void Learn(SubagentFacts facts, DateTimeOffset at)
    {
        _facts = new SubagentFacts
        {
            AgentId = id,
            AgentType = facts.AgentType ?? _facts.AgentType,
            Description = facts.Description ?? _facts.Description,
            ToolUseId = facts.ToolUseId ?? _facts.ToolUseId,
            ParentAgentId = facts.ParentAgentId ?? _facts.ParentAgentId,
            Background = facts.Background || _facts.Background,
            Finished = facts.Finished || _facts.Finished,
            Workflow = facts.Workflow ?? _facts.Workflow,
        };
        if (facts.Finished) Return(at);
    }

    private static DateTimeOffset Latest(DateTimeOffset? a, DateTimeOffset b) => a > b ? a.Value : b;
}
