using ClaudeLens.Events;
using ClaudeLens.Live.Status;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

/// <summary>The ladder of docs/status.md, rule by rule: what happened, and what is said of it at a second.</summary>
public sealed class StatusRulesTests
{
    private static readonly SessionEvent Mode = Event(EventKind.State, 0) with { Facts = new() { PermissionMode = "default" } };
    private static readonly SessionEvent Planning = Event(EventKind.State, 0) with { Facts = new() { PermissionMode = "plan" } };
    private static readonly SessionEvent Bypass = Event(EventKind.State, 0) with { Facts = new() { PermissionMode = "bypassPermissions" } };

    private static readonly (string Rule, SessionEvent[] Happened, double At, string Said)[] Table =
    [
        ("process waits", [Prompt(1), Call(2, "Bash", target: "npm test"), Process(2.1, "waiting", "permission prompt")], 3, "idle permission: Wants to run Bash npm test (process)"),
        ("process waits", [Prompt(1), Process(2.1, "waiting", "permission prompt")], 3, "idle permission: Asks for a permission (process)"),
        ("process waits", [Prompt(1), Asks(2, "Bash", "npm test"), Process(2.1, "waiting", "permission prompt")], 3, "idle permission: Wants to run Bash npm test (process)"),
        ("process waits", [Prompt(1), Asks(2, "AskUserQuestion", "Which?"), Process(2.1, "waiting", "permission prompt")], 3, "idle input: Asks: Which? (process)"),
        ("process waits", [Prompt(1), Call(2, "Read"), Call(2, "Bash", "t2", "rm x"), Process(2.1, "waiting", "permission prompt")], 3, "idle permission: Wants to run Bash rm x (process)"),
        ("process waits", [Prompt(1), Call(2, "Agent"), Prompt(3, agent: "a"), Call(4, "Write", "t2", "a.md", agent: "a"), Process(4.1, "waiting", "permission prompt")], 5, "idle permission: Wants to run Write a.md (process)"),
        ("process waits", [Prompt(1), Call(2, "AskUserQuestion", target: "Which?"), Process(2.1, "waiting", "input needed")], 3, "idle input: Asks: Which? (process)"),
        ("process waits", [Prompt(1), Call(2, "Agent"), Process(2.1, "waiting", "dialog open")], 3, "idle input: Has a dialog open (process)"),
        ("process waits", [Prompt(1), Call(2, "ExitPlanMode"), Process(2.1, "waiting", "permission prompt")], 3, "idle plan: Has a plan to approve (process)"),
        ("process waits", [Planning, Prompt(1), Process(2.1, "waiting", "permission prompt")], 2.2, "idle input: Asks you something (process)"),
        ("process waits", [Planning, Prompt(1), Process(2.1, "waiting", "permission prompt"), Call(2, "ExitPlanMode")], 3, "idle plan: Has a plan to approve (process)"),
        ("process waits", [Planning, Prompt(1), Process(2.1, "waiting", "permission prompt"), Call(2, "Bash", target: "rm x")], 3, "idle permission: Wants to run Bash rm x (process)"),
        ("command runs", [Prompt(1), Call(2, "Bash", target: "npm test"), Runs(14)], 30, "active: Runs Bash npm test (process)"),
        ("command runs", [Prompt(1), Call(2, "Bash", target: "npm test"), Asks(2.2, "Bash", "npm test"), Asks(8), Runs(14)], 30, "active: Runs Bash npm test (process)"),
        ("command runs", [Prompt(1), Call(2, "Agent", target: "Audit"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", "ls", agent: "a"), Runs(14)], 30, "active: Runs Agent Audit (process)"),
        // Not this one's, or nobody knows whose: in the background since before, before the hook asked, one of two.
        ("hook asks", [Prompt(1), Call(2, "Bash"), Runs(2.1), Asks(2.2, "Bash")], 3, "idle permission: Wants to run Bash (hook)"),
        ("hook asks", [Prompt(1), Asks(2.2, "Bash", "npm test")], 2.2, "idle permission: Wants to run Bash npm test (hook)"),
        ("hook asks", [Prompt(1), Asks(2.2, "Bash", "npm test"), Call(2, "Read"), Call(2, "Bash", "t2", "npm test")], 3, "idle permission: Wants to run Bash npm test (hook)"),
        // Allowed without a trace, or still open: only a reminder tells.
        ("hook asks", [Prompt(1), Asks(2.2, "Bash", "npm test"), Call(2, "Bash", target: "npm test")], 12.1, "idle permission: Wants to run Bash npm test (hook)"),
        ("hook asks", [Prompt(1), Asks(2.2, "Bash", "npm test"), Call(2, "Bash", target: "npm test")], 12.3, "idle permission: May be waiting for a permission: Bash npm test (timeout)"),
        ("hook asks", [Prompt(1), Asks(2.2, "Bash"), Call(2, "Bash"), Asks(8.2)], 600, "idle permission: Wants to run Bash (hook)"),
        ("hook asks", [Prompt(1), Call(2, "Bash"), Asks(8.2)], 600, "idle permission: Wants to run Bash (hook)"),
        ("hook asks", [Prompt(1), Call(2, "Agent"), Prompt(3, agent: "a"), Call(4, "Write", "t2", "a.md", agent: "a"), Asks(4.1, "Write", "a.md", "a")], 5, "idle permission: Wants to run Write a.md (hook)"),
        ("hook asks", [Prompt(1), Asks(2.2, "AskUserQuestion", "Which?")], 3, "idle input: Asks: Which? (hook)"),
        ("hook asks", [Prompt(1), Asks(2.2, "ExitPlanMode")], 3, "idle plan: Has a plan to approve (hook)"),
        // Answered: by the result, a prompt, Esc, another call's result; also when the hook is told late.
        ("hook asks", [Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Result(9)], 10, "thinking: Thinking (transcript)"),
        ("hook asks", [Prompt(1), Call(2, "Bash"), Result(9), Asks(2.2, "Bash")], 9, "thinking: Thinking (transcript)"),
        ("hook asks", [Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Event(EventKind.Interrupted, 3), Asks(2.9)], 3, "idle input: Interrupted by you (transcript)"),
        ("hook asks", [Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Prompt(3)], 3, "thinking: Thinking (transcript)"),
        // Delayed on its way, so that it seems to be new: its call is not open.
        ("hook asks", [Prompt(1), Call(2, "Bash"), Result(3), Asks(4, "Bash")], 6, "thinking: Thinking (transcript)"),
        // A client that tells its status has two seconds to say so itself.
        ("hook asks", [Prompt(1), Process(1, "busy"), Call(2, "Bash"), Asks(2.2, "Bash")], 3, "idle permission: Wants to run Bash (hook)"),
        ("hook asks", [Prompt(1), Process(1, "busy"), Call(2, "Bash"), Asks(2.2, "Bash")], 4.2, "active: Runs Bash (transcript)"),
        ("hook asks", [Prompt(1), Process(1, "busy"), Call(2, "Bash"), Asks(2.2, "Bash"), Process(2.3, "waiting", "permission prompt"), Process(3, "busy")], 3.1, "active: Runs Bash (transcript)"),
        ("hook asks", [Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Gone(3, clean: false), Process(4, null, pid: 8)], 5, "active: Runs Bash (transcript)"),
        ("question is open", [Prompt(1), Call(2, "AskUserQuestion", target: "Which?")], 99, "idle input: Asks: Which? (transcript)"),
        ("plan is open", [Prompt(1), Call(2, "ExitPlanMode")], 99, "idle plan: Has a plan to approve (transcript)"),
        ("process is idle", [Prompt(1), Answer(2, "m"), Process(3, "idle")], 4, "idle input: Your turn (process)"),
        ("process is idle", [Process(3, "idle"), Prompt(1)], 4, "idle input: Your turn (process)"),
        ("process is idle", [Prompt(1), Done(2), Process(3, "idle"), Prompt(4)], 4, "thinking: Thinking (transcript)"),
        ("process is idle", [Prompt(1), Call(2, "Bash"), Event(EventKind.Interrupted, 3), Process(3.1, "idle")], 4, "idle input: Interrupted by you (process)"),
        ("tool is silent", [Prompt(1), Runs(1.5), Call(2, "Bash", target: "npm test")], 30, "idle permission: May be waiting for a permission: Bash npm test (timeout)"),
        ("tool is silent", [Prompt(1), Call(2, "Bash", target: "a"), Call(2, "Bash", "t2", "b"), Runs(3)], 30, "idle permission: May be waiting for a permission: Bash a (timeout)"),
        ("tool is silent", [Prompt(1), Call(2, "Write", target: "a.md"), Runs(3)], 30, "idle permission: May be waiting for a permission: Write a.md (timeout)"),
        ("tool is silent", [Prompt(1), Call(2, "Bash", target: "npm test"), Runs(3), Process(14, null)], 30, "idle permission: May be waiting for a permission: Bash npm test (timeout)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Bash", target: "npm test")], 11.9, "active: Runs Bash npm test (transcript)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Bash", target: "npm test")], 12, "idle permission: May be waiting for a permission: Bash npm test (timeout)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Bash"), Process(2, status: null)], 99, "idle permission: May be waiting for a permission: Bash (timeout)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Bash"), Process(2, "busy")], 99, "active: Runs Bash (transcript)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Read")], 99, "active: Runs Read (transcript)"),
        ("tool is silent", [Bypass, Prompt(1), Call(2, "Bash")], 99, "active: Runs Bash (transcript)"),
        ("tool is silent", [Mode, Prompt(1), Call(2, "Agent"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", agent: "a")], 99, "idle permission: May be waiting for a permission: Bash (timeout)"),
        ("tool runs", [Prompt(1), Call(2, "Bash", target: "npm test"), Process(2, "busy")], 999, "active: Runs Bash npm test (transcript)"),
        ("tool runs", [Prompt(1), Call(2, "Read"), Call(2, "Grep", "t2"), Call(2, "Glob", "t3")], 3, "active: Runs Read and 2 more (transcript)"),
        ("tool runs", [Prompt(1), Call(2, "Read"), Call(2, "Grep", "t2"), Result(3)], 3, "active: Runs Grep (transcript)"),
        ("subagents work", [Prompt(1), Call(2, "Agent"), Result(2.1, background: true), Prompt(3, agent: "a"), Done(4)], 5, "active: Subagent works: a (transcript)"),
        ("subagents work", [Prompt(1), Call(2, "Agent"), Result(2.1, background: true), Prompt(3, agent: "a"), Done(4), Done(5, "am", agent: "a")], 5, "idle input: Your turn (transcript)"),
        ("API is retried", [Prompt(1), Event(EventKind.ApiError, 2) with { Failure = new() { Status = 529, Message = "529 Overloaded", Attempt = 2, MaxAttempts = 10 } }], 30, "thinking: Retries after 529 Overloaded, attempt 2 of 10 (transcript)"),
        ("request is open", [Prompt(1), Event(EventKind.ApiRequest, 1.1) with { RequestId = "r" }], 300, "thinking: Waits for the model's answer (transcript)"),
        ("request is open", [Prompt(1), Done(2), Event(EventKind.ApiRequest, 3) with { RequestId = "r" }], 300, "thinking: Waits for the model's answer (transcript)"),
        ("process is busy again", [Prompt(1), Done(2), Process(3, "busy")], 4, "thinking: Works (process)"),
        ("client gave up", [Prompt(1), Event(EventKind.ApiError, 2) with { Failure = new() { Status = 400, Message = "API Error: 400", Final = true } }], 3, "idle input: Stopped: API Error: 400 (transcript)"),
        ("client gave up", [Prompt(1), Event(EventKind.ApiError, 2) with { Failure = new() { Message = "API Error: 400", Final = true } }, Event(EventKind.TurnEnded, 2.1)], 3, "idle input: Stopped: API Error: 400 (transcript)"),
        ("human interrupted", [Prompt(1), Call(2, "Bash"), Event(EventKind.Interrupted, 3)], 99, "idle input: Interrupted by you (transcript)"),
        ("human interrupted", [Prompt(1), Event(EventKind.Interrupted, 3), Event(EventKind.TurnEnded, 3.1)], 4, "idle input: Interrupted by you (transcript)"),
        ("turn ended", [Prompt(1), Done(2)], 3, "idle input: Your turn (transcript)"),
        ("turn ended", [Prompt(1), Done(2, stop: "max_tokens")], 3, "idle input: The answer was cut off at the token limit (transcript)"),
        ("turn ended", [Prompt(1), Done(2, stop: "refusal")], 3, "idle input: The model refused (transcript)"),
        ("turn ended", [Prompt(1), Answer(2, "m"), Event(EventKind.TurnEnded, 3)], 3, "idle input: Your turn (transcript)"),
        ("answer looks complete", [Prompt(1), Answer(2, "m")], 9.9, "thinking: Thinking (transcript)"),
        ("answer looks complete", [Prompt(1), Answer(2, "m")], 10, "idle input: Your turn, it seems (timeout)"),
        ("answer looks complete", [Prompt(1), Answer(2, "m"), Done(2.1, "m"), Prompt(3), Answer(4, "m2")], 99, "thinking: Thinking (transcript)"),
        ("answer is owed", [Prompt(1)], 600, "thinking: Thinking (transcript)"),
        ("answer is owed", [Prompt(1), Call(2, "Read"), Result(3)], 600, "thinking: Thinking (transcript)"),
        ("answer is owed", [Prompt(1), Done(2), Event(EventKind.Notification, 3)], 4, "thinking: Thinking (transcript)"),
        ("process is busy", [Process(1, "busy")], 2, "thinking: Works (process)"),
        ("nothing asked", [Event(EventKind.Command, 1)], 2, "idle input: Nothing asked yet (transcript)"),
    ];

    public static IEnumerable<TheoryDataRow<int, string>> Rows => Table.Select((row, i) => new TheoryDataRow<int, string>(i, row.Rule));

    [Theory, MemberData(nameof(Rows))]
    public void The_ladder(int row, string rule)
    {
        var story = new Story();
        // One after the other, as they are read: the last word is what counts.
        foreach (var e in Table[row].Happened) story.Has(e);
        Assert.Equal(Table[row].Said, story.At(Table[row].At).Status);
        Assert.Contains(StatusRules.Ladder, r => r.Name == rule);
    }

    private static readonly (SessionEvent[] Happened, double Since)[] Beginnings =
    [
        // A request is sent for the prompt; an answer begins with its first block and ends with its last.
        ([Prompt(1), Event(EventKind.ApiRequest, 1.1) with { RequestId = "r" }], 1),
        ([Prompt(1), Done(2), Event(EventKind.ApiRequest, 3) with { RequestId = "r" }], 3),
        ([Prompt(1), Answer(2, "m"), Answer(3, "m")], 2),
        ([Prompt(1), Done(2), Done(3)], 3),
        ([Prompt(1), Call(2, "Read"), Call(3, "Grep", "t2")], 2),
        ([Prompt(1), Call(2, "Agent"), Result(2.1, background: true), Prompt(4, agent: "b"), Prompt(3, agent: "a"), Done(5)], 3),
        ([Mode, Prompt(1), Call(2, "Agent"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", agent: "a"), Event(EventKind.State, 2) with { SeenAt = Start.AddSeconds(99) }], 14),
        ([Event(EventKind.Command, 1), Event(EventKind.Command, 2)], 2),
        // A reminder is no new wait.
        ([Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Asks(8.2)], 2.2),
        ([Prompt(1), Call(2, "Bash"), Asks(2.2, "Bash"), Event(EventKind.State, 2) with { SeenAt = Start.AddSeconds(99) }], 2.2),
    ];

    public static IEnumerable<TheoryDataRow<int>> BeginningRows => Enumerable.Range(0, Beginnings.Length).Select(i => new TheoryDataRow<int>(i));

    [Theory, MemberData(nameof(BeginningRows))]
    public void And_since_when(int row) => Assert.Equal(Start.AddSeconds(Beginnings[row].Since), new Story().Has(Beginnings[row].Happened).Session.StatusSince);

    [Fact]
    public void Every_rule_stands_in_the_table()
    {
        Assert.Equal(StatusRules.Ladder.Select(r => r.Name), Table.Select(r => r.Rule).Distinct());
    }

    [Fact]
    public void The_doc_page_has_the_same_rules_in_the_same_order()
    {
        var page = File.ReadAllLines(House.Repository.Full("docs/status.md"));
        var rules = page.SkipWhile(l => !l.StartsWith("## The ladder", StringComparison.Ordinal)).Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Select(l => l.Split('|')[2].Trim()).Skip(1).TakeWhile(r => r.Length > 0).Where(r => !r.StartsWith("---", StringComparison.Ordinal));
        Assert.Equal(StatusRules.Ladder.Select(r => r.Name), rules.Take(StatusRules.Ladder.Length));
    }
}
