using ClaudeLens.Live;

namespace ClaudeLens.Tests.Streams;

public sealed class V1StreamTests
{
    [Fact]
    public async Task V1_begins_with_hello_and_a_snapshot_and_goes_on_from_there()
    {
        await using var server = await StreamServer.StartAsync();
        server.Live.Message("s1");
        server.Live.Message("s2");
        await using var client = await server.OpenAsync(v1: true);
        Assert.Equal("claudelens.v1", client.Socket.SubProtocol);
        var frames = await client.NextAsync(2);
        await server.FollowingAsync(1);
        server.Live.Message("s1");
        frames.AddRange(await client.NextAsync(2));

        Assert.Equal(["hello 2", "snapshot 2", "new_message 3", "session_update 3"], frames.Select(f => $"{f.Type()} {f.Seq()}"));
        Assert.Equal("e1", frames[0].Data().GetProperty("epoch").GetString());
        Assert.Equal(10, frames[0].Data().GetProperty("heartbeat_seconds").GetInt32());
        Assert.Equal("e1:2", frames[1].Data().GetProperty("cursor").GetString());
        Assert.Equal(2, frames[1].Data().GetProperty("active_sessions").GetArrayLength());
        Assert.Equal("s2", frames[1].Data().GetProperty("recent_activity")[0].GetProperty("session_id").GetString());
    }

    [Fact]
    public async Task V1_resumes_with_exactly_what_it_missed_and_no_snapshot()
    {
        await using var server = await StreamServer.StartAsync();
        for (var i = 0; i < 4; i++) server.Live.Message();
        server.Live.Timed();
        server.Live.Message();
        await using var client = await server.OpenAsync("/ws/activity-stream?since=e1:4", v1: true);
        var frames = await client.NextAsync(4);
        Assert.Equal(["hello 5", "session_update 4", "new_message 5", "session_update 5"], frames.Select(f => $"{f.Type()} {f.Seq()}"));
        Assert.Equal("status_changed", frames[1].Data().GetProperty("event").GetString());
        Assert.Equal(2, client.Messages);
    }

    [Fact]
    public async Task A_message_goes_ahead_of_the_state_it_led_to_and_a_cursor_between_them_gets_the_state()
    {
        await using var server = await StreamServer.StartAsync();
        server.Live.Message();
        await using var client = await server.OpenAsync("/ws/activity-stream?since=e1:1", v1: true);
        Assert.Equal("hello 1", (await client.NextAsync(1)).Select(f => $"{f.Type()} {f.Seq()}").Single());
        server.Live.Publish(2, [new ActivityAdded(2, Samples.Start, Samples.Activity(2, "s1", "p1", "hello"))], more: true);
        Assert.Equal("new_message 2", (await client.NextAsync(1)).Select(f => $"{f.Type()} {f.Seq()}").Single());
        server.Live.Publish(2, [new SessionChanged(2, Samples.Start, SessionChange.Changed, Samples.Session("s1", "p1"))]);
        Assert.Equal("session_update 2", (await client.NextAsync(1)).Select(f => $"{f.Type()} {f.Seq()}").Single());
        Assert.Equal(3, client.Messages);
        await using var again = await server.OpenAsync("/ws/activity-stream?since=e1:2", v1: true);
        Assert.Equal(["hello 2", "session_update 2"], (await again.NextAsync(2)).Select(f => $"{f.Type()} {f.Seq()}"));
    }

    [Theory]
    [InlineData("nonsense", "cursor_invalid")]
    [InlineData("e1:99", "cursor_ahead")]
    [InlineData("other:1", "epoch_changed")]
    [InlineData("e1:0", "cursor_too_old")]
    public async Task A_cursor_that_cannot_be_resumed_gets_a_gap_with_its_reason_and_a_snapshot(string since, string reason)
    {
        await using var server = await StreamServer.StartAsync(new MemoryLive { OldestSeq = 2 });
        server.Live.Message();
        server.Live.Message();
        await using var client = await server.OpenAsync("/ws/activity-stream?since=" + since, v1: true);
        var frames = await client.NextAsync(3);
        Assert.Equal(["hello", "gap", "snapshot"], frames.Select(f => f.Type()));
        Assert.Equal(reason, frames[1].Data().GetProperty("reason").GetString());
        Assert.Equal(2, frames[1].Data().GetProperty("to").GetInt64());
    }

    [Fact]
    public async Task Frames_that_pile_up_come_in_one_message()
    {
        await using var server = await StreamServer.StartAsync();
        for (var i = 0; i < 100; i++) server.Live.Message(withState: false);
        await using var client = await server.OpenAsync("/ws/activity-stream?since=e1:0", v1: true);
        var frames = await client.NextAsync(101);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n), frames.Skip(1).Select(f => f.Seq()));
        Assert.Equal(2, client.Messages);
    }

    [Fact]
    public async Task A_bookmark_moves_a_reader_on_whose_filter_lets_nothing_through()
    {
        await using var server = await StreamServer.StartAsync(settings: ("Streams:BookmarkSeconds", "1"));
        await using var client = await server.OpenAsync("/ws/activity-stream?session_id=none", v1: true);
        await server.FollowingAsync(1);
        for (var i = 0; i < 3; i++) server.Live.Message();
        server.Live.Silent(10);
        Assert.Equal(13, (await client.NextAsync("bookmark")).Data().GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Stopping_says_bye_and_closes_with_4001()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync(v1: true);
        await server.FollowingAsync(1);
        var stopped = server.StopAsync();
        var bye = await client.NextAsync("bye");
        Assert.Equal("restart", bye.Data().GetProperty("reason").GetString());
        Assert.True(bye.Data().GetProperty("retry_after").GetDouble() > 0);
        Assert.Null(await client.NextAsync());
        Assert.Equal(4001, (int)client.Socket.CloseStatus!.Value);
        await stopped.WaitAsync(Wait.Patience, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("claudelens.v2", 4503)]
    [InlineData("claudelens.v2,claudelens.v1", null)]
    public async Task Who_speaks_another_version_alone_is_closed_with_4503(string offered, int? code)
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await StreamClient.OpenAsync(server.Address("/ws/activity-stream"), offered.Split(','));
        if (code is null)
        {
            Assert.Equal("hello", (await client.NextAsync())!.Value.Type());
            Assert.Equal("claudelens.v1", client.Socket.SubProtocol);
            return;
        }
        Assert.Null(await client.NextAsync());
        Assert.Equal(code, (int)client.Socket.CloseStatus!.Value);
        Assert.Equal(offered, client.Socket.SubProtocol);
    }
}
