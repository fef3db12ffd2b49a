using ClaudeLens.Events;
using ClaudeLens.Live;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

public sealed class SubagentTests
{
    private readonly Story _story = new();

    private SubagentView Agent(string id) => _story.Session.Subagents.Single(a => a.AgentId == id);

    private static SessionEvent Meta(double at, string agent, string? call = null, string? parent = null, bool finished = false) =>
        Event(EventKind.Subagent, at, agent: agent) with { Subagent = new() { AgentId = agent, ToolUseId = call, ParentAgentId = parent, AgentType = "Explore", Description = "Look", Finished = finished } };

    [Fact]
    public void Its_work_shows_in_the_parent()
    {
        _story.Has(Prompt(1), Call(2, "Agent", "c1"), Meta(2.1, "a", "c1"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", "ls", agent: "a"));
        Assert.Equal(("Explore", "Look", SessionStatus.Active, "ls"), (Agent("a").AgentType, Agent("a").Description, Agent("a").Status, Agent("a").CurrentTool?.Target));
        Assert.Equal("active: Runs Agent (transcript)", _story.Status);

        _story.Has(Result(5, "t2", agent: "a"));
        Assert.Equal(SessionStatus.Thinking, Agent("a").Status);

        _story.Has(Answer(6, "am", agent: "a"), Result(7, "c1", started: "a"));
        Assert.Equal((SessionStatus.Idle, Start.AddSeconds(6)), (Agent("a").Status, Agent("a").EndedAt));
    }

    [Fact]
    public void What_it_is_asked_to_do_is_a_task_and_no_humans_prompt()
    {
        _story.Has(Prompt(1), Call(2, "Agent", "c1"), Prompt(3, agent: "a"));
        Assert.Equal(["prompt", "tool_use", "task"], _story.Told.OfType<ActivityAdded>().Select(a => a.Activity.Type));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void The_calls_result_ends_it_even_where_only_its_description_says_which_it_was(bool descriptionFirst)
    {
        SessionEvent[] main = [Prompt(1), Call(2, "Task", "c1"), Result(7, "c1", error: true)];
        SessionEvent[] agent = [Meta(2.1, "a", "c1"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", agent: "a")];
        _story.Has(descriptionFirst ? [.. agent, .. main] : [.. main, .. agent]);
        Assert.Equal(SessionStatus.Idle, Agent("a").Status);
    }

    [Fact]
    public void A_background_agent_outlives_its_call_and_the_turn()
    {
        _story.Has(Prompt(1), Call(2, "Agent", "c1"), Result(2.1, "c1", started: "a", background: true), Prompt(3, agent: "a"), Done(4));
        Assert.Equal((SessionStatus.Thinking, SessionStatus.Active), (Agent("a").Status, _story.Session.Status));

        _story.Has(Done(8, "am", agent: "a"), Event(EventKind.Notification, 9));
        Assert.Equal((SessionStatus.Idle, SessionStatus.Thinking), (Agent("a").Status, _story.Session.Status));
    }

    [Fact]
    public void A_nested_agent_knows_its_parent_and_ends_with_its_parents_result()
    {
        _story.Has(
            Prompt(1), Call(2, "Agent", "c1"), Meta(2, "a", "c1"), Prompt(3, agent: "a"), Call(4, "Agent", "c2", agent: "a"),
            Meta(4, "b", "c2", parent: "a"), Prompt(5, agent: "b"), Answer(6, "bm", 40, agent: "b"));
        Assert.Equal(("a", SessionStatus.Thinking), (Agent("b").ParentAgentId, Agent("b").Status));

        _story.Has(Result(7, "c2", agent: "a"));
        Assert.Equal((SessionStatus.Idle, SessionStatus.Thinking), (Agent("b").Status, Agent("a").Status));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Its_description_may_come_at_any_time(int after)
    {
        List<SessionEvent> lines = [Prompt(1), Call(2, "Agent", "c1"), Prompt(3, agent: "a"), Answer(4, "am", agent: "a"), Result(5, "c1")];
        _story.Has(lines[..after]).Has(Meta(2.1, "a", "c1")).Has(lines[after..]);
        Assert.Equal(("Explore", SessionStatus.Idle, 1, "thinking: Thinking (transcript)"), (Agent("a").AgentType, Agent("a").Status, Agent("a").MessageCount, _story.Status));
    }

    /// <summary>Then only time tells that an agent of an old client is done, and the next prompt that one was given up.</summary>
    [Fact]
    public void One_that_is_never_described_works_as_long_as_it_looks_so()
    {
        _story.Has(Prompt(1), Call(2, "Task", "c1"), Prompt(3, agent: "a"), Call(4, "Read", "t2", agent: "a"), Result(5, "c1"), Result(5.1, "t2", agent: "a"), Answer(6, "am", agent: "a"), Done(7));
        Assert.Equal((null, SessionStatus.Thinking), (Agent("a").AgentType, Agent("a").Status));
        Assert.Equal(("idle input: Your turn (transcript)", SessionStatus.Idle), (_story.At(14).Status, Agent("a").Status));
    }

    /// <summary>2.1.200 and before write which call started an agent, or nothing, never whose call that was.</summary>
    [Theory]
    [InlineData(0, 1, 2), InlineData(2, 1, 0), InlineData(1, 2, 0)]
    public void A_nested_agents_parent_is_who_called_it_where_its_description_does_not_say(params int[] order)
    {
        SessionEvent[][] files = [[Prompt(3, agent: "a"), Call(4, "Agent", "c2", agent: "a")], [Prompt(5, agent: "b")], [Meta(4, "b", "c2"), Meta(2, "a", "c1")]];
        _story.Has(Prompt(1), Call(2, "Agent", "c1")).Has(order.SelectMany(n => files[n]));
        Assert.Equal((null, "a"), (Agent("a").ParentAgentId, Agent("b").ParentAgentId));
    }

    [Fact]
    public void One_that_is_taken_up_again_works_again()
    {
        _story.Has(Prompt(1), Call(2, "Agent", "c1"), Prompt(3, agent: "a"), Done(4, "am", agent: "a"), Meta(5, "a", "c1", finished: true), Done(6));
        Assert.Equal(SessionStatus.Idle, Agent("a").Status);
        Assert.Equal(SessionStatus.Thinking, _story.Has(Prompt(10, agent: "a")).Session.Subagents[0].Status);
        Assert.Equal(SessionStatus.Idle, _story.Has(Meta(12, "a", "c1", finished: true)).Session.Subagents[0].Status);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void One_whose_client_was_killed_does_not_work_on_when_the_session_is_taken_up_again(bool background)
    {
        _story.Has(Process(1, "busy"), Prompt(1), Call(2, "Agent", "c1"), Meta(2, "a", "c1"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", agent: "a"));
        if (background) _story.Has(Result(4.1, "c1", started: "a", background: true), Done(4.2));
        _story.Has(Gone(5, clean: false)).Has(Process(20, "busy", pid: 8), Prompt(20), Done(21, "m2"), Process(22, "idle", pid: 8));
        Assert.Equal(("idle input: Your turn (process)", SessionStatus.Idle), (_story.Status, Agent("a").Status));
        Assert.Equal(SessionStatus.Thinking, _story.Has(Prompt(30, agent: "a")).Session.Subagents[0].Status);
    }

    /// <summary>The line of an earlier exit, read after the news that a later client died.</summary>
    [Fact]
    public void Nor_when_an_older_end_is_told_of_after_it()
    {
        _story.Has(Process(2, "busy"), Prompt(2), Call(2, "Agent", "c1"), Result(2.1, "c1", started: "a", background: true), Prompt(3, agent: "a"), Done(4.2));
        _story.Has(Gone(5, clean: false), Event(EventKind.ClientTotal, 1) with { Total = new() { CostUsd = 1 } }).Has(Process(20, "idle", pid: 8));
        Assert.Equal(("idle input: Your turn (process)", SessionStatus.Idle), (_story.Status, Agent("a").Status));
    }

    [Fact]
    public void Nor_where_nothing_tells_of_processes_when_the_human_asks_again()
    {
        _story.Has(Prompt(1), Call(2, "Task", "c1"), Meta(2, "a", "c1"), Prompt(3, agent: "a"), Call(4, "Bash", "t2", agent: "a"), Prompt(20), Done(21, "m2"));
        Assert.Equal(("idle input: Your turn (transcript)", SessionStatus.Idle), (_story.Status, Agent("a").Status));
    }

    /// <summary>2.0.76 warms agents up that nobody called, and says of none that it is done.</summary>
    [Fact]
    public void One_that_nobody_called_is_done_when_its_answer_looks_complete()
    {
        _story.Has(Prompt(1), Done(2, "m"), Prompt(3, agent: "w"), Answer(4, "wm", agent: "w"), Meta(4.1, "w"));
        Assert.Equal(("active: Explore works: Look (transcript)", SessionStatus.Thinking), (_story.Status, Agent("w").Status));

        _story.At(12);
        Assert.Equal(("idle input: Your turn (transcript)", SessionStatus.Idle, Start.AddSeconds(4)), (_story.Status, Agent("w").Status, Agent("w").EndedAt));
    }

    /// <summary>At a resume 2.0.76 asks them in a new session without a transcript; by the time they answer it has gone back to the old one.</summary>
    [Fact]
    public void A_session_that_was_left_before_its_agents_answered_is_none()
    {
        _story.Has(Prompt(1), Done(2)).Has(Prompt(9, "left", agent: "w")).Has(Answer(9.5, "wm", 30, agent: "w"));
        Assert.Equal(["s"], _story.Fold.Snapshot("e", 0).ActiveSessions.Select(s => s.SessionId));
        Assert.Equal((40L, 1), (_story.Session.Tokens.Output, Agent("w").MessageCount));
    }

    [Fact]
    public void None_works_when_the_process_is_gone()
    {
        _story.Has(Process(1, "busy"), Prompt(1), Call(2, "Agent", "c1"), Prompt(3, agent: "a"), Gone(4, clean: false));
        Assert.Equal(SessionStatus.Idle, Agent("a").Status);
    }
}
