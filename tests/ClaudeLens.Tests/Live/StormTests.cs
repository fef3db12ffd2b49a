using ClaudeLens.Live;

namespace ClaudeLens.Tests.Live;

public sealed class StormTests
{
    /// <summary>What slides with time slides for each session at its own moment, not for all with the minute.</summary>
    [Fact]
    public void A_thousand_sessions_at_rest_are_not_told_of_at_once()
    {
        const int Sessions = 1_000;
        var story = new Story();
        for (var i = 0; i < Sessions; i++) story.Has(Story.Prompt(1, $"session {i}"), Story.Done(2, $"m{i}", session: $"session {i}"));
        var (atOnce, all) = (0, 0);
        for (var second = 3.0; second < 400; second += 0.5)
        {
            story.Told.Clear();
            var told = story.At(second).Told.OfType<SessionChanged>().Count();
            (atOnce, all) = (Math.Max(atOnce, told), all + told);
        }
        Assert.InRange(all, Sessions, 20 * Sessions);
        Assert.InRange(atOnce, 1, Sessions / 10);
    }
}
