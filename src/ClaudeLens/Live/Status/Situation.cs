using ClaudeLens.Events;
using ClaudeLens.Live.Fold;

namespace ClaudeLens.Live.Status;

/// <summary>Everything the status of a session may rest on.</summary>
/// <param name="Process">What the living process says; null when none is known.</param>
/// <param name="GoneAt">When it was last known that nobody ran it.</param>
internal readonly record struct Situation(
    Chain Main, IReadOnlyList<AgentState> Running, ProcessReport? Process, DateTimeOffset GoneAt, string? PermissionMode, DateTimeOffset Now, LiveOptions Options)
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

    /// <summary>The only call that a human may have to allow: of several it is not known which of them runs.</summary>
    public ToolView? OnlyCall
    {
        get
        {
            var (only, count) = MayBeAsked(Main.OpenTools, null);
            foreach (var agent in Running)
            {
                var (its, more) = MayBeAsked(agent.Chain.OpenTools, only);
                (only, count) = (its, count + more);
            }
            return count == 1 ? only : null;
        }
    }

    private (ToolView? Last, int Count) MayBeAsked(IReadOnlyList<ToolView> calls, ToolView? last)
    {
        var count = 0;
        for (var i = 0; i < calls.Count; i++)
        {
            if (Permissions.MayBeAsked(calls[i].Name, PermissionMode)) (last, count) = (calls[i], count + 1);
        }
        return (last, count);
    }

    /// <summary>What a hook says is asked, the main chain's or a subagent's, as long as nothing speaks against it: with the call's line, where it is there.</summary>
    public Ask? Asked
    {
        get
        {
            if (StillAsked(Main) is { } ask) return ask;
            foreach (var agent in Running)
            {
                if (StillAsked(agent.Chain) is { } its) return its;
            }
            return null;
        }
    }

    private Ask? StillAsked(Chain chain)
    {
        if (chain.Asked is not { } ask || ask.At <= GoneAt) return null;
        if (Process is { Status: not (null or "waiting"), StatusSince: { } since } && since > ask.At) return null;
        var call = chain.Open(ask);
        // By then the client's own word and the call's line are there, and they know better.
        if (Now >= ask.At + StatusRules.FilesCaughtUp && (Process?.Status is not null || (call is null && chain.Turn != Turn.None))) return null;
        return ask with { Tool = call ?? ask.Tool };
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
