using System.Text.Json;
using ClaudeLens.Streams;

namespace ClaudeLens.Tests.Streams;

public sealed class RateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Above_the_rate_messages_of_a_session_fold_and_counts_and_costs_stay_exact(bool v1)
    {
        await using var server = await StreamServer.StartAsync(settings: ("Streams:Burst", "20"));
        await using var client = await server.OpenAsync("/ws/activity-stream?max_rate=20&types=new_message", v1);
        await server.FollowingAsync(1);
        for (var i = 0; i < 3_000; i++) server.Live.Message($"s{i % 3}", withState: i == 2_999);

        var (messages, cost, frames) = (0, 0m, 0);
        var perSession = new Dictionary<string, int>();
        while (messages < 3_000)
        {
            var frame = await client.NextAsync("new_message");
            var data = frame.Data();
            var standsFor = data.TryGetProperty("stands_for", out var n) ? n.GetInt32() : 1;
            var session = data.GetProperty("session_id").GetString()!;
            perSession[session] = perSession.GetValueOrDefault(session) + standsFor;
            (messages, cost, frames) = (messages + standsFor, cost + data.GetProperty("cost").GetDecimal(), frames + 1);
        }
        Assert.Equal(3_000, messages);
        Assert.Equal(750m, cost);
        Assert.All(perSession, s => Assert.Equal(1_000, s.Value));
        Assert.InRange(frames, 3, 1_000);
    }

    [Fact]
    public async Task With_max_rate_0_every_message_comes()
    {
        await using var server = await StreamServer.StartAsync(settings: ("Streams:Burst", "1"));
        await using var client = await server.OpenAsync("/ws/activity-stream?max_rate=0&types=new_message");
        await server.FollowingAsync(1);
        for (var i = 0; i < 3_000; i++) server.Live.Message(withState: false);
        var frames = await client.NextAsync(3_000);
        Assert.Equal(Enumerable.Range(1, 3_000).Select(n => (long)n), frames.Select(f => f.Seq()));
    }

    [Fact]
    public async Task What_a_cursor_asks_for_is_never_folded()
    {
        await using var server = await StreamServer.StartAsync(settings: ("Streams:Burst", "20"));
        for (var i = 0; i < 1_000; i++) server.Live.Message(withState: false);
        await using var client = await server.OpenAsync("/ws/activity-stream?max_rate=20&since=e1:0");
        var frames = await client.NextAsync(1_000);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(n => (long)n), frames.Select(f => f.Seq()));
    }

    [Fact]
    public void Where_sessions_are_too_many_the_least_busy_are_said_together()
    {
        var activities = Enumerable.Range(1, 100).Select(i => Samples.Activity(i, i <= 40 ? "busy" : $"s{i}", "p", "x")).ToList();
        var folds = Fold.BySession(activities, most: 3);
        Assert.Equal(3, folds.Count);
        Assert.Equal(100, folds.Sum(f => f.Messages));
        Assert.Equal(25m, folds.Sum(f => f.Cost));
        Assert.Equal(40, folds[0].Messages);
        Assert.Equal(100, folds[^1].Newest.Seq);
        var others = JsonDocument.Parse(folds.Single(f => f.Sessions > 1).Json()).RootElement.Data();
        Assert.Equal(59, others.GetProperty("stands_for").GetInt32());
        Assert.Equal(JsonValueKind.Null, others.GetProperty("session_id").ValueKind);
    }

    [Fact]
    public void A_bucket_fills_at_its_rate_up_to_its_burst()
    {
        var bucket = new TokenBucket(rate: 100, burst: 10);
        Assert.True(bucket.Covers(10, 0));
        bucket.Take(10);
        Assert.False(bucket.Covers(1, 9));
        Assert.True(bucket.Covers(1, 10));
        Assert.False(bucket.Covers(11, 1_000_000));
    }
}
