using ClaudeLens.Events;
using ClaudeLens.Live.Fold;

namespace ClaudeLens.Live.Status;

/// <summary>Everything the status of a session may rest on.</summary>
/// <param name="Process">What the living process says; null when none is known.</param>
/// <param name="Asked">A hook said that a permission is asked for, and nothing happened since.</param>
internal readonly record struct Situation(
    Chain Main, IReadOnlyList<AgentState> Running, ProcessReport? Process, SessionEvent? Asked, string? PermissionMode, DateTimeOffset Now, LiveOptions Options)
{
    public ToolView? Tool => Main.OpenTools.Count > 0 ? Main.OpenTools[^1] : null;

    public TimeSpan Silence => Now - Main.LastAt;
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
