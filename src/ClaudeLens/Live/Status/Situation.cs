using ClaudeLens.Events;
using ClaudeLens.Live.Fold;

namespace ClaudeLens.Live.Status;

/// <summary>Everything the status of a session may rest on.</summary>
/// <param name="Process">What the living process says; null when none is known.</param>
/// <param name="Asked">A hook said that a permission is asked for, and nothing happened since.</param>
internal readonly record struct Situation(
    Chain Main, IReadOnlyList<AgentState> Running, ProcessReport? Process, SessionEvent? Asked, string? PermissionMode, DateTimeOffset Now, LiveOptions Options)
{
    /// <summary>What the main chain does now. Calls of one message run in their order; those that only look run at once.</summary>
    public ToolView? Tool => Main.OpenTools.Count > 0 ? Main.OpenTools[0] : null;

    /// <summary>The call that a human may have to allow, the main chain's or a subagent's, and the conversation it stands in.</summary>
    public (ToolView Tool, Chain Chain)? Asks
    {
        get
        {
            if (MayBeAsked(Main) is { } tool) return (tool, Main);
            foreach (var agent in Running)
            {
                if (MayBeAsked(agent.Chain) is { } its) return (its, agent.Chain);
            }
            return null;
        }
    }

    private ToolView? MayBeAsked(Chain chain)
    {
        for (var i = 0; i < chain.OpenTools.Count; i++)
        {
            if (Permissions.MayBeAsked(chain.OpenTools[i].Name, PermissionMode)) return chain.OpenTools[i];
        }
        return null;
    }
}

/// <summary>What a rule says.</summary>
internal readonly record struct Verdict(SessionStatus Status, WaitingFor? WaitingFor, string Reason, Evidence Evidence, DateTimeOffset Since, ToolView? Tool = null)
{
    /// <summary>Somebody is asked something, as against a turn that merely ended.</summary>
    public bool NeedsYou { get; init; }

    /// <summary>Stands still until a human answers.</summary>
    public static Verdict Asks(WaitingFor what, string reason, Evidence evidence, DateTimeOffset since, ToolView? tool) =>
        new(SessionStatus.Idle, what, reason, evidence, since, tool) { NeedsYou = true };
}
