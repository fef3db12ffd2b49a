using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

public sealed class TotalsTests
{
    private readonly Story _story = new();

    [Fact]
    public void Messages_a_minute_are_those_of_the_last_sixty_seconds()
    {
        _story.Has(Prompt(0), Answer(1, "m1"), Answer(1.5, "m1"), Answer(30, "m2"));
        Assert.Equal(3, _story.Fold.Metrics().MessagesPerMinute);
        Assert.Equal(1, _story.At(62).Fold.Metrics().MessagesPerMinute);
        Assert.Equal(0, _story.At(91).Fold.Metrics().MessagesPerMinute);
    }

    [Fact]
    public void The_cost_rate_is_that_of_five_minutes_times_twelve_for_all_and_for_each()
    {
        // $0.0102 each.
        _story.Has(Answer(0, "m1", 1_000), Answer(200, "m2", 1_000, session: "t"));
        Assert.Equal(0.2448m, _story.Fold.Metrics().CostPerHourRate);
        Assert.Equal((0.1224m, 0.1224m), (_story["s"].CostPerHour, _story["t"].CostPerHour));

        _story.At(320);
        Assert.Equal(0.1224m, _story.Fold.Metrics().CostPerHourRate);
        Assert.Equal((0m, 0.1224m), (_story["s"].CostPerHour, _story["t"].CostPerHour));
    }

    [Fact]
    public void History_has_a_point_for_every_minute_and_knows_late_lines_by_their_own_time()
    {
        _story.Has(Prompt(0)).At(125).Has(Answer(61, "m", 1_000, session: "late"));
        var history = _story.Fold.History();
        Assert.Equal(180, history.Count);
        Assert.Equal([1, 1, 0], history.TakeLast(3).Select(p => p.Messages));
        Assert.Equal([0m, 0.0102m, 0m], history.TakeLast(3).Select(p => p.Cost));
        Assert.Equal(Start.AddMinutes(2), history[^1].Minute);
    }

    [Fact]
    public void A_minute_in_which_nothing_changed_had_as_many_sessions_open_as_the_one_before()
    {
        _story.Has(Prompt(0, "a")).At(1).Has(Prompt(2, "b")).At(3).Has(Done(250, session: "b")).At(250);
        Assert.Equal([0, 2, 2, 2, 2, 2], _story.Fold.History().TakeLast(6).Select(p => p.ActiveSessions));
    }

    [Fact]
    public void How_many_were_open_is_known_from_the_first_look_on_however_old_what_was_found()
    {
        Assert.Empty(_story.Fold.Flush()); // as the service does before the first event of a minute
        _story.Has(Prompt(-3_600) with { SeenAt = Start, Backfill = true }).At(125);
        Assert.Equal(Start, _story.Fold.Snapshot("e", 0).SessionsKnownSince);
    }

    [Fact]
    public void A_minute_has_as_many_sessions_open_as_when_it_ended_however_many_it_began_with()
    {
        _story.Has(Prompt(0, "a")).At(1).Has(Prompt(2)).Has(Process(3, "busy")).At(3).Has(Gone(4)).At(5);
        Assert.Equal(1, _story.Fold.History()[^1].ActiveSessions);
        Assert.Equal([1, 1], _story.At(61).Fold.History().TakeLast(2).Select(p => p.ActiveSessions));
    }

    [Fact]
    public void Sessions_are_counted_by_what_they_do()
    {
        _story.Has(Prompt(1, "a"), Prompt(1, "b"), Call(2, "Bash", session: "b"), Done(2, session: "c"), Process(3, "waiting", "permission prompt", session: "d"));
        var metrics = _story.Fold.Metrics();
        Assert.Equal((4, 1, 1, 1), (metrics.ActiveSessions, metrics.Thinking, metrics.Working, metrics.Waiting));
    }

    [Fact]
    public void Cost_today_begins_at_midnight()
    {
        _story.Has(Answer(-12 * 3_600 - 1, "yesterday", 1_000), Answer(-12 * 3_600, "today", 1_000));
        Assert.Equal(0.0102m, _story.Fold.Metrics().CostToday);
    }

    [Fact]
    public void Midnight_is_at_the_half_hour_in_some_places()
    {
        // 12:00 UTC is 17:30 there; midnight was at 18:30 UTC the day before.
        var there = TimeZoneInfo.CreateCustomTimeZone("there", TimeSpan.FromMinutes(330), "there", "there");
        var fold = new LiveState(new LiveOptions(), new PriceBook(), there);
        fold.Apply(Answer(-(17.5 * 3_600) - 1, "yesterday", 1_000));
        fold.Apply(Answer(-17.5 * 3_600, "today", 1_000));
        fold.Tick(Start);
        Assert.Equal(0.0102m, fold.Metrics().CostToday);
    }

    [Fact]
    public void Errors_are_counted_by_the_minute_and_the_hour()
    {
        _story.Has(Call(1, "Bash"), Result(2, error: true)).At(70);
        Assert.Equal((0, 1), (_story.Fold.Metrics().ErrorsPerMinute, _story.Fold.Metrics().ErrorsLastHour));
    }

    [Fact]
    public void A_ring_of_buckets_forgets_what_is_too_old_and_takes_what_is_late()
    {
        var ring = new Buckets<int>(TimeSpan.FromSeconds(1), 3);
        Assert.True(ring.Add(Start, 1, Start));
        Assert.True(ring.Add(Start, 2, Start.AddSeconds(2)));
        Assert.Equal([3, 0, 0], ring.ToArray(Start.AddSeconds(2)));
        Assert.False(ring.Add(Start, 4, Start.AddSeconds(3)));
        Assert.Equal(0, ring.Sum(Start.AddSeconds(3)));
        Assert.Equal(0, ring.Sum(Start.AddYears(1)));
    }
}
