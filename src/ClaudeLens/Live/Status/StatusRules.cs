using ClaudeLens.Events;
using ClaudeLens.Live.Fold;
using static ClaudeLens.Live.Evidence;
using static ClaudeLens.Live.SessionStatus;

namespace ClaudeLens.Live.Status;

/// <summary>
/// The ladder: the first rule that has something to say decides. Strongest evidence first; docs/status.md has the same
/// table in words.
/// </summary>
internal static class StatusRules
{
    internal delegate Verdict? Rule(in Situation s);

    internal static readonly (string Name, Rule Decide)[] Ladder =
    [
        ("process waits", ProcessWaits),
        ("command runs", CommandRuns),
        ("hook asks", HookAsks),
        ("question is open", QuestionIsOpen),
        ("plan is open", PlanIsOpen),
        ("process is idle", ProcessIsIdle),
        ("tool is silent", ToolIsSilent),
        ("tool runs", ToolRuns),
        ("subagents work", SubagentsWork),
        ("API is retried", ApiIsRetried),
        ("request is open", RequestIsOpen),
        ("process is busy again", ProcessIsBusyAgain),
        ("client gave up", ClientGaveUp),
        ("human interrupted", HumanInterrupted),
        ("turn ended", TurnEnded),
        ("answer looks complete", AnswerLooksComplete),
        ("answer is owed", AnswerIsOwed),
        ("process is busy", ProcessIsBusy),
        ("nothing asked", NothingAsked),
    ];

    public static Verdict Decide(in Situation s)
    {
        foreach (var (_, decide) in Ladder)
        {
            if (decide(s) is { } verdict) return verdict;
        }
        throw new InvalidOperationException("The last rule always decides.");
    }

    /// <summary>Why a session ended, and how its last turn did where something went wrong in it: a headless run is over as soon as the API refuses.</summary>
    public static string WithLastTurn(string ended, in Situation s) => Over(s) is { Reason: not YourTurn } over ? $"{ended}. {over.Reason}" : ended;

    /// <summary>Text, and then nothing for a while.</summary>
    public static bool LooksComplete(Chain chain, DateTimeOffset now) => chain is { Turn: Turn.Answering, MayBeComplete: true } && now >= chain.LastAt + AnswerIsComplete;

    /// <summary>When silence alone will next change what is said of a conversation.</summary>
    /// <param name="guesses">No client tells its status.</param>
    public static DateTimeOffset NextGuess(Chain chain, DateTimeOffset now, LiveOptions options, bool guesses)
    {
        var next = DateTimeOffset.MaxValue;
        if (chain.Asked is { } ask)
        {
            Sooner(ask.At + FilesCaughtUp);
            Sooner(ask.At + options.SilentToolIsWaiting);
        }
        if (guesses && chain.OpenTools.Count > 0) Sooner(chain.LastAt + options.SilentToolIsWaiting);
        else if (guesses && chain is { Turn: Turn.Answering, MayBeComplete: true }) Sooner(chain.LastAt + AnswerIsComplete);
        return next;

        void Sooner(DateTimeOffset at)
        {
            if (at >= now && at < next) next = at;
        }
    }

    private static Verdict? ProcessWaits(in Situation s)
    {
        if (s.Process is not { Status: "waiting" } process) return null;
        var since = process.StatusSince ?? s.Main.LastAt;
        if (Open(s, "ExitPlanMode") is { } plan) return Verdict.Asks(WaitingFor.Plan, "Has a plan to approve", Process, since, plan);
        if (Open(s, "AskUserQuestion") is { } question) return Verdict.Asks(WaitingFor.Input, Question(question), Process, since, question);
        if (process.WaitingFor is "input needed") return Verdict.Asks(WaitingFor.Input, "Needs an answer", Process, since, s.Tool);
        if (process.WaitingFor is "dialog open") return Verdict.Asks(WaitingFor.Input, "Has a dialog open", Process, since, s.Tool);
        // In plan mode it may be the plan: the call's line, written a moment later, tells.
        if (s.Asks is null && s.Asked is null && s.PermissionMode == "plan") return Verdict.Asks(WaitingFor.Input, "Asks you something", Process, since, s.Tool);
        var tool = s.Asks?.Tool ?? s.Asked?.Tool ?? s.Tool;
        return Verdict.Asks(WaitingFor.Permission, tool is null ? "Asks for a permission" : $"Wants to run {Name(tool)}", Process, since, tool);
    }

    /// <summary>A command that a human has yet to allow has no shell.</summary>
    private static Verdict? CommandRuns(in Situation s)
    {
        if (s.Process is not { RunsSince: { } since } || s.OnlyCall is not { Name: "Bash" } call || since < call.StartedAt || since < s.Asked?.At) return null;
        return (ToolRuns(s) ?? SubagentsWork(s)) is { } runs ? runs with { Evidence = Process } : null;
    }

    /// <summary>Allowing a call leaves no trace in any file before its result: unless the client repeats that it waits, its word becomes a guess.</summary>
    private static Verdict? HookAsks(in Situation s)
    {
        if (s.Asked is not { } ask) return null;
        if (ask.Tool is { Name: "AskUserQuestion" } question) return Verdict.Asks(WaitingFor.Input, Question(question), Hook, ask.At, question);
        if (ask.Tool is { Name: "ExitPlanMode" } plan) return Verdict.Asks(WaitingFor.Plan, "Has a plan to approve", Hook, ask.At, plan);
        return ask.Reminded || s.Now < ask.At + s.Options.SilentToolIsWaiting
            ? Verdict.Asks(WaitingFor.Permission, ask.Tool is null ? "Asks for a permission" : $"Wants to run {Name(ask.Tool)}", Hook, ask.At, ask.Tool)
            : Verdict.Asks(WaitingFor.Permission, ask.Tool is null ? "May be waiting for a permission" : $"May be waiting for a permission: {Name(ask.Tool)}", Evidence.Timeout, ask.At, ask.Tool);
    }

    private static Verdict? QuestionIsOpen(in Situation s) =>
        Open(s, "AskUserQuestion") is { } tool
            ? Verdict.Asks(WaitingFor.Input, Question(tool), Transcript, tool.StartedAt, tool)
            : null;

    private static Verdict? PlanIsOpen(in Situation s) =>
        Open(s, "ExitPlanMode") is { } tool
            ? Verdict.Asks(WaitingFor.Plan, "Has a plan to approve", Transcript, tool.StartedAt, tool)
            : null;

    private static Verdict? ProcessIsIdle(in Situation s)
    {
        if (s.Process is not { Status: "idle" } process || s.Running.Count > 0) return null;
        // Asked since: its file has not caught up yet.
        if (s.Main.Turn == Turn.Owed && s.Main.TurnSince > process.StatusSince) return null;
        return Over(s) is { } over ? over with { Evidence = Process } : new(Idle, WaitingFor.Input, YourTurn, Process, process.StatusSince ?? s.Main.LastAt);
    }

    /// <summary>A guess from the transcript alone, and said to be one: a process that tells its status tells this too, and in bypass mode nothing is asked.</summary>
    private static Verdict? ToolIsSilent(in Situation s)
    {
        if (s.Process?.Status is not null || s.Asks is not { } asks) return null;
        var since = asks.Chain.LastAt + s.Options.SilentToolIsWaiting;
        return s.Now < since ? null : Verdict.Asks(WaitingFor.Permission, $"May be waiting for a permission: {Name(asks.Tool)}", Evidence.Timeout, since, asks.Tool);
    }

    private static Verdict? ToolRuns(in Situation s) =>
        s.Tool is { } tool
            ? new(Active, null, s.Main.OpenTools.Count == 1 ? $"Runs {Name(tool)}" : $"Runs {Name(tool)} and {s.Main.OpenTools.Count - 1} more", Transcript, s.Main.OpenTools[0].StartedAt, tool)
            : null;

    private static Verdict? SubagentsWork(in Situation s)
    {
        if (s.Running.Count == 0) return null;
        var first = s.Running[0];
        var reason = s.Running.Count == 1 ? $"{first.AgentType ?? "Subagent"} works: {first.Description ?? first.Id}" : $"{s.Running.Count} subagents work";
        return new(Active, null, reason, Transcript, s.Running.Min(a => a.StartedAt));
    }

    private static Verdict? ApiIsRetried(in Situation s)
    {
        if (s.Main.Retrying is not { } failure) return null;
        var attempt = failure is { Attempt: { } n, MaxAttempts: { } of } ? $", attempt {n} of {of}" : "";
        return new(Thinking, null, $"Retries after {failure.Message ?? "an API error"}{attempt}", Transcript, s.Main.TurnSince);
    }

    private static Verdict? RequestIsOpen(in Situation s) =>
        s.Main.RequestSince is { } since ? new(Thinking, null, "Waits for the model's answer", Transcript, s.Main.Turn == Turn.Owed ? s.Main.TurnSince : since) : null;

    /// <summary>Busy with something that the transcript does not show yet: a new prompt, a compaction.</summary>
    private static Verdict? ProcessIsBusyAgain(in Situation s) =>
        s.Process is { Status: "busy", StatusSince: { } since } && Over(s) is { } over && since > over.Since ? new(Thinking, null, "Works", Process, since) : null;

    private static Verdict? ClientGaveUp(in Situation s) =>
        s.Main.Turn == Turn.Failed ? new(Idle, WaitingFor.Input, $"Stopped: {s.Main.GaveUp?.Message ?? "an API error"}", Transcript, s.Main.TurnSince) : null;

    private static Verdict? HumanInterrupted(in Situation s) =>
        s.Main.Turn == Turn.Interrupted ? new(Idle, WaitingFor.Input, "Interrupted by you", Transcript, s.Main.TurnSince) : null;

    private static Verdict? TurnEnded(in Situation s)
    {
        if (s.Main.Turn != Turn.Ended) return null;
        var reason = s.Main.StopReason switch
        {
            "max_tokens" => "The answer was cut off at the token limit",
            "refusal" => "The model refused",
            _ => YourTurn,
        };
        return new(Idle, WaitingFor.Input, reason, Transcript, s.Main.TurnSince);
    }

    /// <summary>Clients up to 2.0 do not say which block is the last: text with nothing after it for a while is taken to be.</summary>
    private static Verdict? AnswerLooksComplete(in Situation s) =>
        s.Process?.Status is null && LooksComplete(s.Main, s.Now)
            ? new(Idle, WaitingFor.Input, "Your turn, it seems", Evidence.Timeout, s.Main.LastAt + AnswerIsComplete)
            : null;

    private static Verdict? AnswerIsOwed(in Situation s) =>
        s.Main.Turn is Turn.Owed or Turn.Answering ? new(Thinking, null, "Thinking", Transcript, s.Main.TurnSince) : null;

    private static Verdict? ProcessIsBusy(in Situation s) =>
        s.Process is { Status: "busy" } process ? new(Thinking, null, "Works", Process, process.StatusSince ?? s.Main.LastAt) : null;

    private static Verdict? NothingAsked(in Situation s) => new(Idle, WaitingFor.Input, "Nothing asked yet", Transcript, s.Main.LastAt);

    /// <summary>So long after a hook, what the client writes to its files is there (seen: up to 1.2 s).</summary>
    internal static readonly TimeSpan FilesCaughtUp = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan AnswerIsComplete = TimeSpan.FromSeconds(8);

    private const string YourTurn = "Your turn";

    private static Verdict? Over(in Situation s) => ClientGaveUp(s) ?? HumanInterrupted(s) ?? TurnEnded(s);

    private static ToolView? Open(in Situation s, string name)
    {
        for (var i = 0; i < s.Main.OpenTools.Count; i++)
        {
            if (s.Main.OpenTools[i].Name == name) return s.Main.OpenTools[i];
        }
        // A hook names the call a moment before its line is there.
        return s.Asked?.Tool is { } asked && asked.Name == name ? asked : null;
    }

    private static string Name(ToolView tool) => tool.Target is { Length: > 0 } target ? $"{tool.Name} {target}" : tool.Name;

    private static string Question(ToolView tool) => tool.Target is { Length: > 0 } target ? $"Asks: {target}" : "Asks a question";
}
