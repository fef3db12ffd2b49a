using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>A subagent: its own conversation inside a session.</summary>
internal sealed class AgentState(string id)
{
    private SubagentFacts _told = new() { AgentId = id }, _matched = new() { AgentId = id };
    private DateTimeOffset _startedAt = DateTimeOffset.MaxValue, _toldAt = DateTimeOffset.MaxValue;
    private DateTimeOffset? _returnedAt;

    public string Id => id;
    public Chain Chain { get; } = new();
    public TokenSums Sums { get; } = new();
    /// <summary>By its own transcript; until that is there, by who told of it.</summary>
    public DateTimeOffset StartedAt => _startedAt != DateTimeOffset.MaxValue ? _startedAt : _toldAt;
    public string? ToolUseId => _told.ToolUseId ?? _matched.ToolUseId;
    public string? AgentType => _told.AgentType ?? _matched.AgentType;
    public string? Description => _told.Description ?? _matched.Description;

    /// <summary>What it does after its parent had a result (it was taken up again) counts.</summary>
    public bool Running => Chain.Turn is not (Turn.Ended or Turn.Interrupted or Turn.Failed) && !(_returnedAt >= Chain.LastAt);

    public void Apply(SessionEvent e)
    {
        if (e.Kind == EventKind.Subagent && e.Subagent is { } facts)
        {
            Learn(e, facts);
            if (e.At < _toldAt) _toldAt = e.At;
            return;
        }
        if (e.At < _startedAt) _startedAt = e.At;
        Chain.Apply(e);
    }

    /// <summary>Its parent has the result.</summary>
    public void Return(DateTimeOffset at)
    {
        if (_returnedAt is null || at > _returnedAt) _returnedAt = at;
    }

    /// <param name="caller">In whose transcript its call stands.</param>
    public SubagentView View(bool running, string? caller)
    {
        return new SubagentView
        {
            AgentId = Id,
            AgentType = AgentType,
            Description = Description,
            ParentAgentId = _told.ParentAgentId ?? _matched.ParentAgentId ?? caller,
            Status = !running ? SessionStatus.Idle : Chain.OpenTools.Count > 0 ? SessionStatus.Active : SessionStatus.Thinking,
            StartedAt = StartedAt,
            EndedAt = running ? null : Chain.LastAt != default ? Chain.LastAt : _returnedAt,
            MessageCount = Sums.Messages,
            Cost = Sums.Cost,
            CurrentTool = running && Chain.OpenTools.Count > 0 ? Chain.OpenTools[0] : null,
        };
    }

    /// <summary>Facts arrive in pieces and in any order: what is known stays known.</summary>
    private void Learn(SessionEvent e, SubagentFacts facts)
    {
        // What was matched by a line's text may be another agent of the same prompt: its own description knows better.
        if (e.Uuid is null) _told = Merge(_told, facts);
        else _matched = Merge(facts, _matched);
        if (facts.Finished) Return(e.At);
    }

    private SubagentFacts Merge(SubagentFacts first, SubagentFacts then) => new()
    {
        AgentId = id,
        AgentType = first.AgentType ?? then.AgentType,
        Description = first.Description ?? then.Description,
        ToolUseId = first.ToolUseId ?? then.ToolUseId,
        ParentAgentId = first.ParentAgentId ?? then.ParentAgentId,
    };
}
