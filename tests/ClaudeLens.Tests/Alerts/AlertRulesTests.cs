using ClaudeLens.Alerts;
using ClaudeLens.Live;
using ClaudeLens.Tests.Live;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Alerts;

public sealed class AlertRulesTests
{
    private readonly Story _story = new();
    private AlertOptions _options = new();

    private List<Firing> Firing(double at) => [.. AlertRules.Evaluate(_story.At(at).Fold.Snapshot("e", 0), _options, Start.AddSeconds(at))];

    [Fact]
    public void Who_waits_for_a_permission_too_long_is_told_once_by_the_same_name()
    {
        _story.Has(Prompt(1), Call(2, "Bash", target: "npm test"), Process(2, "waiting", "permission prompt"));
        Assert.Empty(Firing(31));
        var alert = Assert.Single(Firing(32));
        Assert.Equal(("waiting_for_permission", "Wants to run Bash npm test", alert.Id), (alert.Rule, alert.Message, Assert.Single(Firing(60)).Id));

        _story.Has(Process(61, "busy"), Result(62));
        Assert.Empty(Firing(63));
    }

    [Fact]
    public void A_turn_that_ended_is_nobodys_emergency()
    {
        _story.Has(Prompt(1), Done(2));
        Assert.Empty(Firing(500));
    }

    [Fact]
    public void A_cost_rate_fires_above_its_limit_and_holds_until_it_is_well_below()
    {
        _options = new() { CostPerHour = 1 };
        _story.Has(Answer(0, "m", 9_000));
        var alert = Assert.Single(Firing(1));
        Assert.Equal(("cost_rate", null), (alert.Rule, alert.Session));
        Assert.Empty(Firing(400));
    }

    [Fact]
    public void Errors_fire_by_the_minute()
    {
        _options = new() { ErrorsPerMinute = 3 };
        for (var i = 0; i < 3; i++) _story.Has(Call(i, "Bash", $"t{i}", message: $"m{i}"), Result(i, $"t{i}", error: true));
        Assert.Equal("error_burst", Assert.Single(Firing(5)).Rule);
        Assert.Empty(Firing(70));
    }

    [Fact]
    public void Nothing_is_told_where_a_limit_is_zero()
    {
        _options = new() { WaitingSeconds = 0, CostPerHour = 0, ErrorsPerMinute = 0 };
        _story.Has(Answer(0, "m", 90_000_000), Call(2, "Bash"), Result(3, error: true), Process(4, "waiting", "permission prompt"));
        Assert.Empty(Firing(500));
    }
}
