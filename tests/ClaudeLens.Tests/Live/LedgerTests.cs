using ClaudeLens.Events;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

public sealed class LedgerTests
{
    private readonly Story _story = new();

    private static SessionEvent Born(SessionEvent e, double at) => e with { Born = Start.AddSeconds(at) };

    private static SessionEvent Marked(SessionEvent e, string payer) => e with { Message = e.Message! with { PaidBySession = payer } };

    [Fact]
    public void A_later_larger_usage_corrects_the_earlier_one_and_every_sum_moves_by_the_difference()
    {
        _story.Has(Answer(1, "m", output: 4));
        var before = (_story.Session.CurrentCost, _story.Fold.Metrics().CostPerHourRate, _story.Fold.ThisMinute().Tokens);

        _story.Has(Answer(2, "m", output: 1_004));

        // 1,000 more output tokens at $10 a million.
        Assert.Equal(0.01m, _story.Session.CurrentCost - before.CurrentCost);
        Assert.Equal(0.12m, _story.Fold.Metrics().CostPerHourRate - before.CostPerHourRate);
        Assert.Equal(1_000, _story.Fold.ThisMinute().Tokens - before.Tokens);
        Assert.Equal((1_004, 100), (_story.Session.Tokens.Output, _story.Session.Tokens.Input));
        Assert.Equal(1, _story.Session.MessageCount);
        Assert.Equal(0.01m, Assert.Single(_story.Told.OfType<ClaudeLens.Live.ActivityAdded>(), a => a.Activity.Timestamp == Start.AddSeconds(2)).Activity.Cost);
    }

    /// <summary>Forked within seconds of its last words: the copied lines are hardly older than their file.</summary>
    [Fact]
    public void What_a_fork_copied_is_not_told_again()
    {
        _story.Has(Prompt(1), Answer(2, "m"));
        _story.Has(Born(Prompt(1, session: "fork"), 5), Born(Answer(2, "m", session: "fork"), 5), Born(Prompt(6, session: "fork"), 5));

        Assert.Equal([1, 2, 6], _story.Told.OfType<ClaudeLens.Live.ActivityAdded>().Select(a => (a.Activity.Timestamp - Start).TotalSeconds));
    }

    [Fact]
    public void Nor_is_the_result_of_a_call_it_copied()
    {
        SessionEvent Of(string session, SessionEvent e) => Born(e with { SessionId = session }, session == "s" ? 0 : 5);
        SessionEvent[] turn = [Prompt(1), Call(2, "Bash"), Result(3)];
        _story.Has(turn.Select(e => Of("s", e))).Has(turn.Select(e => Of("fork", e))).Has(Of("fork", Call(6, "Bash", "t2", message: "m2")), Of("fork", Result(7, "t2")));

        Assert.Equal([1, 2, 3, 6, 7], _story.Told.OfType<ClaudeLens.Live.ActivityAdded>().Select(a => (a.Activity.Timestamp - Start).TotalSeconds));
    }

    /// <summary>2.1.200 removes its process file, then writes its last answer.</summary>
    [Fact]
    public void The_last_words_of_a_session_that_has_ended_are_told()
    {
        _story.Has(Prompt(1), Process(1, "busy"), Gone(3)).Has(Answer(2, "m", 1_000));

        var last = Assert.IsType<ClaudeLens.Live.SessionChanged>(_story.Told[^1]);
        Assert.Equal((0.0102m, true), (last.Session.CurrentCost, last.Session.EndedAt is not null));
    }

    [Fact]
    public void A_smaller_usage_that_comes_later_changes_nothing()
    {
        _story.Has(Answer(1, "m", output: 500), Answer(2, "m", output: 4));
        Assert.Equal((500, 1), (_story.Session.Tokens.Output, _story.Session.MessageCount));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void What_a_fork_copied_belongs_to_the_older_file_whichever_is_read_first(bool forkFirst)
    {
        SessionEvent[] original = [Born(Prompt(1, "old"), 0), Born(Answer(2, "m", 50, "old"), 0)];
        SessionEvent[] fork = [Born(Prompt(1, "fork"), 60), Born(Answer(2, "m", 50, "fork"), 60), Born(Answer(61, "own", 7, "fork"), 60)];

        _story.Has(forkFirst ? [.. fork, .. original] : [.. original, .. fork]);

        Assert.Equal((2, 50), (_story["old"].MessageCount, _story["old"].Tokens.Output));
        Assert.Equal((1, 7), (_story["fork"].MessageCount, _story["fork"].Tokens.Output));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void A_marked_copy_names_the_owner_even_against_the_age_of_the_files(bool forkFirst)
    {
        SessionEvent[] original = [Born(Answer(2, "m", 50, "old"), 99)];
        SessionEvent[] fork = [Marked(Born(Answer(2, "m", 50, "fork"), 60), "old"), Born(Answer(61, "own", 7, "fork"), 60)];

        _story.Has(forkFirst ? [.. fork, .. original] : [.. original, .. fork]);

        Assert.Equal((50, 7), (_story["old"].Tokens.Output, _story["fork"].Tokens.Output));
    }

    /// <summary>One client marks its copies, another one does not, and the original was moved: the mark is the stronger word.</summary>
    [Theory]
    [InlineData(0, 1, 2), InlineData(2, 1, 0), InlineData(1, 0, 2), InlineData(1, 2, 0)]
    public void A_mark_outweighs_an_older_file_that_says_nothing(params int[] order)
    {
        SessionEvent[] claims = [Born(Answer(2, "m", 50, "old"), 99), Marked(Born(Answer(2, "m", 50, "fork"), 60), "old"), Born(Answer(2, "m", 50, "silent"), 50)];
        _story.Has(order.Select(n => claims[n]));
        Assert.Equal((50, 0, 0), (_story["old"].Tokens.Output, _story["fork"].Tokens.Output, _story["silent"].Tokens.Output));
    }

    [Theory]
    [InlineData("a", "b"), InlineData("b", "a")]
    public void Where_nothing_tells_them_apart_the_owner_is_the_same_in_every_order(string first, string second)
    {
        _story.Has(Born(Answer(2, "m", 50, first), 1), Born(Answer(2, "m", 50, second), 1));
        Assert.Equal((50, 0), (_story["a"].Tokens.Output, _story["b"].Tokens.Output));
    }

    /// <summary>A fork was there when we came, its original is read as it grows.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void What_was_read_live_is_of_this_minute_whoever_had_it_before(bool liveFirst)
    {
        SessionEvent[] both = [Answer(2, "m"), Born(Answer(2, "m", session: "fork"), 60) with { Backfill = true }];
        _story.Has(liveFirst ? both : both.Reverse());
        Assert.Equal(1, _story.Fold.Metrics().MessagesPerMinute);
    }

    [Fact]
    public void What_a_fork_inherited_from_a_session_nobody_read_is_not_the_forks()
    {
        _story.Has(Marked(Answer(2, "m", 50, "fork"), "gone"), Answer(3, "own", 7, "fork"));

        Assert.Equal((1, 7), (_story["fork"].MessageCount, _story["fork"].Tokens.Output));
        Assert.Equal(["fork"], _story.Fold.Snapshot("e", 0).ActiveSessions.Select(s => s.SessionId));
    }

    [Fact]
    public void A_subagents_messages_count_once_in_it_and_once_in_its_session()
    {
        _story.Has(Prompt(1), Call(2, "Agent"), Prompt(3, agent: "a"), Answer(4, "am", 30, agent: "a"), Answer(4, "am", 30, agent: "a"), Result(5, started: "a"));

        Assert.Equal(40, _story.Session.Tokens.Output);
        Assert.Equal((1, 30), (_story.Session.Subagents[0].MessageCount, 30));
        // Its first prompt is the parent's, not a human's.
        Assert.Equal(3, _story.Session.MessageCount);
        Assert.True(_story.Session.Subagents[0].Cost > 0 && _story.Session.Subagents[0].Cost < _story.Session.CurrentCost);
    }

    /// <summary>Its own transcript's word outweighs the session's; of two agents' the same one wins in every order; what another session paid for is not in a fork's agent.</summary>
    [Theory]
    [InlineData(0, 1, 2), InlineData(0, 2, 1), InlineData(1, 0, 2), InlineData(1, 2, 0), InlineData(2, 0, 1), InlineData(2, 1, 0)]
    public void A_message_has_one_agent_whoever_holds_it_too(params int[] order)
    {
        SessionEvent[] claims = [Answer(4, "am", 30), Answer(4, "am", 30, agent: "a"), Answer(4, "am", 30, agent: "b")];
        _story.Has(Answer(3, "bm", 7, agent: "b")).Has(order.Select(n => claims[n]));
        Assert.Equal([("a", 1), ("b", 1)], _story.Session.Subagents.OrderBy(a => a.AgentId).Select(a => (a.AgentId, a.MessageCount)));

        _story.Has(Marked(Answer(4, "am", 30, "fork", agent: "a"), "s"));
        Assert.Equal((0, 0), (_story["fork"].MessageCount, _story["fork"].Subagents[0].MessageCount));
        Assert.Equal(37, _story.Session.Tokens.Output);
    }

    [Fact]
    public void Synthetic_messages_are_free_and_not_counted()
    {
        var synthetic = Answer(2, "uuid", 0, model: "<synthetic>");
        _story.Has(Prompt(1), synthetic with { Message = synthetic.Message! with { Synthetic = true } });

        Assert.Equal((1, 0m), (_story.Session.MessageCount, _story.Session.CurrentCost));
        Assert.Empty(_story.Session.CostUnknownModels);
    }

    [Fact]
    public void An_unknown_model_is_flagged_and_never_free()
    {
        _story.Has(Answer(1, "known", 10), Answer(2, "other", 10, model: "gpt-unknown-9"));

        Assert.Equal(["gpt-unknown-9"], _story.Session.CostUnknownModels);
        Assert.Null(_story.Session.CostByModel.Single(m => m.Model == "gpt-unknown-9").Cost);
        Assert.Equal(20, _story.Session.Tokens.Output);
    }

    [Fact]
    public void What_the_client_counted_and_no_transcript_holds_stands_beside_the_cost()
    {
        var total = Event(EventKind.ClientTotal, 3) with { Total = new() { CostUsd = 0.05m } };
        // 100 input at $2 and 1,000 output at $10 a million: 0.0102.
        _story.Has(Prompt(1), Answer(2, "m", 1_000), total);
        Assert.Equal((0.0102m, 0.0398m), (_story.Session.CurrentCost, _story.Session.UnattributedCost));

        // What comes after the total is not in it.
        _story.Has(Prompt(10), Answer(11, "m2", 1_000));
        Assert.Equal((0.0204m, 0.0398m), (_story.Session.CurrentCost, _story.Session.UnattributedCost));

        // A line of before the total, read after it, is.
        _story.Has(Answer(2.5, "am", 500, agent: "a"));
        Assert.Equal(0.0346m, _story.Session.UnattributedCost);
    }

    /// <summary>Also where it is the smaller one: what a client restores may be older than its last exit.</summary>
    [Theory]
    [InlineData(true), InlineData(false)]
    public void The_latest_total_counts_whenever_it_is_read(bool latestFirst)
    {
        SessionEvent Total(double at, decimal cost) => Event(EventKind.ClientTotal, at) with { Total = new() { CostUsd = cost } };
        SessionEvent[] totals = [Total(11, 0.0304m), Total(2, 0.0502m)];
        _story.Has(Answer(2, "m", 1_000), Answer(11, "m2", 1_000)).Has(latestFirst ? totals : totals.Reverse());
        Assert.Equal(0.01m, _story.Session.UnattributedCost);
    }

    /// <summary>Taken up again it goes on from its last exit. Where another one lives in it, nobody knows who did what.</summary>
    [Theory]
    [InlineData(false, 0.02), InlineData(true, 0.0098)]
    public void What_a_killed_client_did_is_in_no_later_total(bool anotherLives, double unattributed)
    {
        SessionEvent Total(double at, decimal cost) => Event(EventKind.ClientTotal, at) with { Total = new() { CostUsd = cost, Since = Start } };
        // 0.0102 each; both clean runs spent 0.01 beside.
        _story.Has(Prompt(1), Answer(2, "m", 1_000), Total(2, 0.0202m), Prompt(11), Answer(12, "killed", 1_000), Prompt(21), Answer(22, "m2", 1_000), Total(22, 0.0404m));
        if (anotherLives) _story.Has(Process(10, "busy", pid: 8));
        _story.Has(Gone(13, clean: false));
        Assert.Equal((0.0306m, (decimal)unattributed), (_story.Session.CurrentCost, _story.Session.UnattributedCost));
    }

    /// <summary>Only the first one: the turn may have gone on in a fork. What a subagent says meanwhile answers no prompt.</summary>
    [Fact]
    public void A_copied_prompt_belongs_to_who_answered_it_first()
    {
        SessionEvent[] fork = [Prompt(1, "fork"), Answer(9, "am", session: "fork", agent: "a"), Marked(Answer(2, "m", session: "fork"), "old"), Marked(Answer(3, "m2", session: "fork"), "first"), Prompt(8, "fork")];
        _story.Has(fork.Select(e => Born(e, 5)));
        _story.Has(Prompt(1, "old"), Answer(2, "m", session: "old"));
        Assert.Equal((2, 2), (_story["old"].MessageCount, _story["fork"].MessageCount));
    }

    [Fact]
    public void After_a_kill_the_client_counts_anew()
    {
        // 0.0102 each; the second run spent 0.02 beside.
        _story.Has(Prompt(1), Answer(2, "killed", 1_000), Prompt(11), Answer(12, "m", 1_000),
            Event(EventKind.ClientTotal, 12) with { Total = new() { CostUsd = 0.0302m, Since = Start.AddSeconds(10) } });
        Assert.Equal((0.0204m, 0.02m), (_story.Session.CurrentCost, _story.Session.UnattributedCost));
    }

    [Fact]
    public void A_subagents_last_word_before_the_exit_is_in_the_total()
    {
        _story.Has(Prompt(1), Call(2, "Agent"), Answer(9, "am", 1_000, agent: "a"),
            Event(EventKind.ClientTotal, 2) with { Total = new() { CostUsd = 0.0105m } });
        Assert.Equal((0.0105m, 0m), (_story.Session.CurrentCost, _story.Session.UnattributedCost));

        // One of a later run is not.
        _story.Has(Prompt(20), Answer(21, "bm", 1_000, agent: "b"));
        Assert.Equal((0.0207m, 0m), (_story.Session.CurrentCost, _story.Session.UnattributedCost));
    }

    [Fact]
    public void A_forks_own_total_includes_what_it_inherited()
    {
        _story.Has(
            Marked(Answer(2, "m", 1_000, "fork"), "s"), Answer(3, "own", 1_000, "fork"),
            Event(EventKind.ClientTotal, 4, "fork") with { Total = new() { CostUsd = 0.0304m } });
        Assert.Equal((0.0102m, 0.01m), (_story["fork"].CurrentCost, _story["fork"].UnattributedCost));
    }

    [Fact]
    public void Errors_and_compactions_a_fork_copied_count_once()
    {
        foreach (var session in (string[])["old", "fork"])
        {
            var born = session == "old" ? 0 : 60;
            _story.Has(
                Born(Event(EventKind.ApiError, 1, session) with { Uuid = "e", Failure = new() { Status = 529 } }, born),
                Born(Event(EventKind.Compaction, 2, session) with { Uuid = "c", Compaction = new() { Trigger = "auto", TokensAfter = 900 } }, born));
        }
        Assert.Equal((1, 1), (_story["old"].Errors, _story["old"].Compactions));
        Assert.Equal((0, 0), (_story["fork"].Errors, _story["fork"].Compactions));
        Assert.Equal(900, _story["old"].Context.Tokens);
    }

    [Fact]
    public void A_call_the_human_refused_is_no_error()
    {
        _story.Has(Call(1, "Bash"), Result(2, error: true) with { Outcome = new() { ToolUseId = "t1", IsError = true, Denial = "user-rejected" } }, Call(3, "Bash", "t2"), Result(4, "t2", error: true));
        Assert.Equal(1, _story.Session.Errors);
    }
}
