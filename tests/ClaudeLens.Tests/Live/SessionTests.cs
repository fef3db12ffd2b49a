using ClaudeLens.Events;
using ClaudeLens.Live;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

/// <summary>How a session begins, ends, comes back, and what it is called.</summary>
public sealed class SessionTests
{
    private readonly Story _story = new();

    [Fact]
    public void A_process_that_is_gone_ends_whatever_ran()
    {
        _story.Has(Prompt(1), Process(1, "busy"), Call(2, "Bash")).Has(Gone(5, clean: false));
        Assert.Equal("ended: Its process is gone (process)", _story.Status);
        Assert.Equal([SessionChange.Started, SessionChange.Ended], _story.Has(Gone(5)).Told.OfType<SessionChanged>().Select(c => c.What));
    }

    [Fact]
    public void A_hook_that_tells_of_the_end_says_why_and_is_told_once()
    {
        _story.Has(Prompt(1), Done(2)).Has(Left(5, "Ended by /clear"));
        Assert.Equal(("ended: Ended by /clear (hook)", Start.AddSeconds(5)), (_story.Status, _story.Session.EndedAt));
        // Late: a line, a question, the process.
        _story.Has(Answer(3, "late")).Has(Asks(6, "Bash")).Has(Gone(6, clean: false));
        Assert.Equal("ended: Ended by /clear (hook)", _story.Status);
        Assert.Equal([SessionChange.Started, SessionChange.Ended], _story.Told.OfType<SessionChanged>().Select(c => c.What).Where(w => w != SessionChange.Changed));
        Assert.Equal("thinking: Thinking (transcript)", _story.Has(Prompt(7)).Status);
    }

    [Fact]
    public void A_hook_s_end_waits_for_a_process_that_tells_its_status_and_for_no_other()
    {
        Assert.Equal("idle input: Your turn (process)", _story.Has(Prompt(1), Done(2), Process(3, "idle"), Left(5)).Status);
        Assert.Equal("ended: Ended (hook)", _story.Has(Gone(5.1)).Status);
        Assert.Equal("ended: Ended (hook)", new Story().Has(Prompt(1), Done(2), Process(3, null), Left(5)).Status);
        // The process was seen to leave a moment before its hook was heard: nothing changes any more.
        var told = new Story().Has(Prompt(1), Done(2), Process(3, "idle")).Has(Gone(5)).Has(Left(5.1));
        Assert.Equal("ended: Ended (process)", told.Status);
        Assert.Equal([SessionChange.Started, SessionChange.Ended], told.Told.OfType<SessionChanged>().Select(c => c.What));
        // Taken up again by a process that began later.
        var again = Process(6, null) with { Process = new() { Pid = 8, Alive = true, StartedAt = Start.AddSeconds(5.5) } };
        Assert.Equal("idle input: Your turn (transcript)", new Story().Has(Prompt(1), Done(2), Left(5), again).Status);
    }

    [Fact]
    public void The_end_of_what_nobody_knows_is_no_session() => Assert.Empty(_story.Has(Left(5)).Has(Gone(6)).Has(Found(7)).Told);

    [Theory]
    [InlineData(true), InlineData(false)]
    public void One_that_is_found_left_has_ended_unless_its_last_line_said_so(bool lineFirst)
    {
        Assert.Equal("ended: Its process is gone (process)", _story.Has(Prompt(1), Call(2, "Bash"), Found(3)).Status);
        // Somebody writes in it after all.
        Assert.Equal("thinking: Thinking (transcript)", _story.Has(Result(9)).Status);
        var total = Event(EventKind.ClientTotal, 3) with { Total = new() { CostUsd = 1 } };
        Assert.Equal("ended: Ended (transcript)", new Story().Has(Prompt(1), Done(3)).Has(lineFirst ? [total, Found(4)] : [Found(4), total]).Status);
        Assert.Equal("thinking: Thinking (transcript)", new Story().Has(Prompt(1), Process(1, "busy"), Found(3)).Status);
    }

    [Fact]
    public void What_a_hook_tells_is_no_line_of_the_feed_and_no_message()
    {
        _story.Has(Prompt(1), Asks(2, "Bash"), Call(2, "Bash"), Asks(8), Left(9));
        Assert.Equal(2, _story.Told.OfType<ActivityAdded>().Count());
        Assert.Equal(2, _story.Session.MessageCount);
    }

    [Fact]
    public void A_clean_exit_is_told_as_one()
    {
        Assert.Equal("ended: Ended (process)", _story.Has(Prompt(1), Process(1, "busy"), Done(2), Gone(5)).Status);
    }

    /// <summary>A headless client ends as soon as the API refuses; 2.1.200 writes that down after it took leave.</summary>
    [Fact]
    public void Why_its_last_turn_failed_is_told_with_the_end()
    {
        var refused = Event(EventKind.ApiError, 2) with { Failure = new() { Message = "API Error: 400", Final = true } };
        Assert.Equal("ended: Ended. Stopped: API Error: 400 (process)", _story.Has(Prompt(1), Process(1, "busy"), Gone(3), refused).Status);
        Assert.Equal("ended: Ended. The model refused (process)", new Story().Has(Prompt(1), Process(1, "busy"), Done(2, stop: "refusal"), Gone(3)).Status);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void What_the_process_table_says_is_the_stronger_word_whichever_is_heard_first(bool lineFirst)
    {
        var total = Event(EventKind.ClientTotal, 3) with { Total = new() { CostUsd = 1 } };
        _story.Has(Prompt(1), Process(1, "busy"), Done(3)).Has(lineFirst ? [total, Gone(4)] : [Gone(4), total]);
        Assert.Equal(("ended: Ended (process)", Start.AddSeconds(4)), (_story.Status, _story.Session.EndedAt));
    }

    [Fact]
    public void The_clients_closing_line_is_an_exit_where_no_process_is_known()
    {
        var total = Event(EventKind.ClientTotal, 3) with { Total = new() { CostUsd = 1 } };
        Assert.Equal("ended: Ended (transcript)", _story.Has(Prompt(1), Done(3), total).Status);
        Assert.Equal("thinking: Thinking (transcript)", _story.Has(Prompt(4)).Status);
        Assert.Equal("thinking: Thinking (transcript)", new Story().Has(Process(1, "busy"), Prompt(2), total).Status);
    }

    [Fact]
    public void Lines_read_after_the_news_that_the_process_died_do_not_bring_it_back()
    {
        // Its file says nothing since second 1; that it is dead was seen at 9; the last lines were written before that.
        var stale = Gone(1, clean: false) with { SeenAt = Start.AddSeconds(9) };
        _story.Has(Prompt(1), stale, Call(4, "Bash"));
        Assert.Equal("ended: Its process is gone (process)", _story.Status);
        Assert.Equal(Start.AddSeconds(4), _story.Session.EndedAt);

        Assert.Equal("thinking: Thinking (transcript)", _story.Has(Prompt(20)).Status);
        Assert.Equal(SessionChange.Started, _story.Told.OfType<SessionChanged>().Last().What);
    }

    [Fact]
    public void One_that_is_told_twice_to_be_gone_left_once()
    {
        _story.Has(Prompt(1), Process(1, null), Gone(5), Gone(60, clean: false));
        Assert.Equal(("ended: Ended (process)", Start.AddSeconds(5)), (_story.Status, _story.Session.EndedAt));
    }

    /// <summary>What was written between is read after both.</summary>
    [Fact]
    public void Of_two_ends_the_first_one_after_its_last_line_counts()
    {
        _story.Has(Process(1, null), Gone(5), Gone(9), Answer(7, "m"));
        Assert.Equal(("ended: Ended (process)", Start.AddSeconds(9)), (_story.Status, _story.Session.EndedAt));
    }

    [Fact]
    public void Its_version_is_that_of_the_client_that_runs_it()
    {
        var resumed = Process(5, "idle") with { Facts = new() { ClientVersion = "2.1.330" } };
        _story.Has(resumed, Prompt(1) with { Facts = new() { ClientVersion = "2.1.200" } });
        Assert.Equal("2.1.330", _story.Session.ClientVersion);
    }

    [Fact]
    public void A_process_that_may_be_one_of_two_has_no_number()
    {
        _story.Has(Prompt(1), Process(1, null, pid: 7), Process(2, null, pid: 8));
        Assert.Null(_story.Session.Pid);
        Assert.Equal(8, _story.Has(Gone(3, pid: 7)).Session.Pid);
    }

    [Fact]
    public void Of_two_processes_the_one_that_spoke_last_is_heard_whichever_is_read_first()
    {
        _story.Has(Prompt(1), Process(5, "waiting", "permission prompt", pid: 8), Process(2, "busy", pid: 7));
        Assert.Equal(("idle permission: Asks for a permission (process)", 8), (_story.Status, _story.Session.Pid));
    }

    [Fact]
    public void Of_two_processes_the_last_one_to_leave_ends_it()
    {
        _story.Has(Prompt(1), Process(1, "busy", pid: 7), Process(2, "busy", pid: 8), Gone(3, pid: 7));
        Assert.Null(_story.Session.EndedAt);
        Assert.Equal(8, _story.Session.Pid);
        Assert.NotNull(_story.Has(Gone(4, pid: 8)).Session.EndedAt);
    }

    [Theory]
    [InlineData(29.9, false), InlineData(30, true)]
    public void Without_evidence_it_leaves_after_half_an_hour(double minutes, bool ended)
    {
        _story.Has(Prompt(0)).At(minutes * 60);
        Assert.Equal(ended, _story.Session.EndedAt is not null);
        if (ended) Assert.Equal("ended: Nothing happened for 30 min (timeout)", _story.Status);
    }

    [Fact]
    public void A_silent_tool_does_not_time_out_while_its_process_lives()
    {
        Assert.Equal("active: Runs Bash (transcript)", _story.Has(Prompt(1), Process(1, "busy"), Call(2, "Bash")).At(7_200).Status);
        Assert.Equal("ended: Nothing happened for 30 min (timeout)", new Story().Has(Prompt(1), Process(1, "busy"), Done(2), Process(2, "idle")).At(7_200).Status);
    }

    [Fact]
    public void Ended_sessions_are_forgotten_with_what_they_counted()
    {
        _story.Has(Prompt(1), Answer(2, "m"), Gone(3)).At(2);
        _story.Has(Prompt(1, "other")).At(25 * 3_600);
        Assert.DoesNotContain(_story.Fold.Snapshot("e", 0).EndedSessions, s => s.SessionId == "s");
    }

    [Fact]
    public void Its_title_is_the_users_then_the_first_prompt_then_the_clients()
    {
        var told = Event(EventKind.Title, 1) with { Facts = new() { Title = "made up" } };
        Assert.Equal("made up", _story.Has(told).Session.Title);
        Assert.Equal("prompt 2", _story.Has(Prompt(2), Prompt(3)).Session.Title);
        Assert.Equal("mine", _story.Has(Event(EventKind.Title, 4) with { Facts = new() { CustomTitle = "mine" } }).Session.Title);
    }

    [Fact]
    public void It_belongs_to_the_folder_it_was_started_in()
    {
        var elsewhere = Prompt(1, agent: "a") with { Facts = new() { Cwd = "/home/dev/agents" } };
        _story.Has(elsewhere, Prompt(2) with { Facts = new() { Cwd = "/home/dev/shop-api" } }, Prompt(3) with { Facts = new() { Cwd = "/home/dev/shop-api/src" } });
        Assert.Equal(("shop-api", "/home/dev/shop-api"), (_story.Session.Project, _story.Session.Path));
    }

    [Fact]
    public void A_status_is_told_when_it_changes_and_a_guess_when_it_is_due()
    {
        _story.Has(Prompt(1)).Has(Call(2, "Bash")).At(5).At(12).At(20);
        Assert.Equal(
            ["Started thinking", "StatusChanged active", "StatusChanged idle"],
            _story.Told.OfType<SessionChanged>().Where(c => c.What != SessionChange.Changed).Select(c => $"{c.What} {c.Session.Status.ToString().ToLowerInvariant()}"));
    }

    [Fact]
    public void A_name_given_after_its_end_does_not_bring_it_back_and_is_no_news_then()
    {
        _story.Has(Prompt(1), Gone(2)).At(200);
        var told = _story.Told.Count;
        _story.Has(Event(EventKind.Title, 3) with { SeenAt = Start.AddSeconds(200), Facts = new() { CustomTitle = "mine" } });
        Assert.Equal(("mine", Start.AddSeconds(2), told), (_story.Session.Title, _story.Session.EndedAt, _story.Told.Count));
    }

    [Fact]
    public void What_shows_in_nothing_is_not_told()
    {
        _story.Has(Prompt(1), Call(2, "Bash")).Has(Event(EventKind.State, 2) with { Facts = new() { PermissionMode = "default" } });
        var told = _story.Told.Count;
        _story.Has(Event(EventKind.State, 2) with { Facts = new() { PermissionMode = "default" } });
        Assert.Equal(told, _story.Told.Count);
    }

    /// <summary>A permission; the turn's end; something that no line shows.</summary>
    [Theory]
    [InlineData("waiting", EventKind.Prompt), InlineData("idle", EventKind.Message), InlineData("busy", EventKind.Command)]
    public void What_a_client_does_without_saying_since_when_it_does_since_it_says_so(string status, EventKind last)
    {
        var word = Process(5, status);
        _story.Has(last == EventKind.Message ? Answer(2, "m") : Event(last, 2), word with { Process = word.Process! with { StatusSince = null } });
        Assert.Equal((Evidence.Process, Start.AddSeconds(5)), (_story.Session.Evidence, _story.Session.StatusSince));
    }

    [Fact]
    public void What_was_there_before_we_came_counts_and_is_no_news()
    {
        _story.Has(Prompt(1) with { Backfill = true }, Answer(2, "m") with { Backfill = true });
        Assert.Equal((2, 0, 0), (_story.Session.MessageCount, _story.Fold.Metrics().MessagesPerMinute, _story.Told.OfType<ActivityAdded>().Count()));
        Assert.Equal(2, _story.Fold.ThisMinute().Messages);
    }

    [Fact]
    public void A_clock_ahead_of_ours_does_not_make_things_happen_in_the_future()
    {
        _story.Has(Prompt(500) with { SeenAt = Start.AddSeconds(1) });
        Assert.Equal(Start.AddSeconds(1), _story.Session.LastActivity);
    }
}
