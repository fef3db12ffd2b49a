namespace ClaudeLens.Tests.Streams;

public sealed class RequestTests
{
    [Fact]
    public async Task A_filter_can_be_changed_on_an_open_socket_and_a_bookmark_says_from_where()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync("/ws/activity-stream?session_id=s1&types=new_message", v1: true);
        await client.NextAsync("snapshot");
        server.Live.Message("s1");
        server.Live.Message("s2");
        Assert.Equal(1, (await client.NextAsync("new_message")).Seq());
        await client.SendAsync("""{"type":"filter","session_id":["s2"],"types":["new_message","metric_update"]}""");
        Assert.Equal(2, (await client.NextAsync("bookmark")).Seq());
        server.Live.Message("s1");
        server.Live.Message("s2");
        server.Live.Metrics(3);
        var frames = await client.NextAsync(2);
        Assert.Equal(["new_message 4", "metric_update 4"], frames.Select(f => $"{f.Type()} {f.Seq()}"));
    }

    [Fact]
    public async Task A_snapshot_can_be_asked_for_and_the_stream_goes_on_from_it()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync(v1: true);
        await client.NextAsync("snapshot");
        server.Live.Message();
        await client.NextAsync("session_update");
        await client.SendAsync("""{"type":"snapshot"}""");
        var snapshot = await client.NextAsync("snapshot");
        Assert.Equal(1, snapshot.Seq());
        await server.FollowingAsync(1);
        server.Live.Message();
        Assert.Equal(2, (await client.NextAsync())!.Value.Seq());
    }

    [Fact]
    public async Task Whoever_asks_for_a_pace_is_told_later_and_misses_nothing()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync("/ws/activity-stream?types=new_message", v1: true);
        await client.NextAsync("snapshot");
        await client.SendAsync("""{"type":"pace","seconds":10}""");
        Assert.Equal(0, (await client.NextAsync("bookmark")).Seq());
        server.Live.Message();
        server.Live.Message();
        // Each bookmark says how far everything has been said: not so far.
        await client.SendAsync("""{"type":"pace","seconds":10}""");
        Assert.Equal(0, (await client.NextAsync("bookmark")).Seq());
        await client.SendAsync("""{"type":"pace","seconds":0}""");
        var frames = await client.NextAsync(3);
        Assert.Equal(["bookmark 0", "new_message 1", "new_message 2"], frames.Select(f => $"{f.Type()} {f.Seq()}"));
        server.Live.Message();
        Assert.Equal(3, (await client.NextAsync("new_message")).Seq());
    }

    [Fact]
    public async Task At_a_pace_everything_comes_by_itself()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync("/ws/activity-stream?types=new_message", v1: true);
        await client.NextAsync("snapshot");
        await client.SendAsync("""{"type":"pace","seconds":1}""");
        await client.NextAsync("bookmark");
        server.Live.Message();
        server.Live.Message();
        Assert.Equal(1, (await client.NextAsync("new_message")).Seq());
        Assert.Equal(2, (await client.NextAsync("new_message")).Seq());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"unknown"}""")]
    [InlineData("""{"type":"filter","types":["unknown"]}""")]
    [InlineData("""{"type":"pace","seconds":-1}""")]
    [InlineData("""{"type":"pace","seconds":11}""")]
    [InlineData("""{"type":"pace","seconds":"often"}""")]
    public async Task What_is_no_request_closes_a_v1_socket_with_4501(string text)
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync(v1: true);
        await client.NextAsync("snapshot");
        await client.SendAsync(text);
        Assert.Null(await client.NextAsync());
        Assert.Equal(4501, (int)client.Socket.CloseStatus!.Value);
    }

    [Fact]
    public async Task A_flood_of_messages_is_closed_with_4501()
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Port);
        var ping = RawClient.Frame(9, []);
        await client.Stream.WriteAsync(Enumerable.Repeat(ping, 2_000).SelectMany(p => p).ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal(4501, await client.CloseCodeAsync());
    }
}
