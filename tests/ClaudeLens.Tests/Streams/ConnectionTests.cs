using ClaudeLens.Streams;
using Microsoft.Extensions.DependencyInjection;

namespace ClaudeLens.Tests.Streams;

public sealed class ConnectionTests
{
    [Theory]
    [InlineData("Streams:MaxConnections")]
    [InlineData("Streams:MaxConnectionsPerAddress")]
    public async Task One_stream_too_many_is_refused_until_another_ends(string limit)
    {
        await using var server = await StreamServer.StartAsync(settings: (limit, "2"));
        using var first = await RawClient.OpenAsync(server.Port);
        using var second = await RawClient.OpenAsync(server.Port);
        using (var third = await RawClient.ConnectAsync(server.Port))
        {
            await third.SendAsync(RawClient.Request(server.Port, "/ws/activity-stream"));
            var head = await third.ReadHeadAsync();
            Assert.StartsWith("HTTP/1.1 503", head, StringComparison.Ordinal);
            Assert.Contains("Retry-After: 5", head, StringComparison.Ordinal);
        }
        first.Dispose();
        // Its place is given back a moment after it is not followed any more.
        await ServerConditions.UntilAsync(() => server.Services.GetRequiredService<Connections>().Count == 1, "one place is free");
        using var fourth = await RawClient.OpenAsync(server.Port);
    }

    [Fact]
    public async Task Before_the_past_is_folded_in_a_stream_is_open_and_waits()
    {
        var live = new MemoryLive(caughtUp: false);
        await using var server = await StreamServer.StartAsync(live);
        live.Message();
        await using var client = await server.OpenAsync(v1: true);
        live.Message();
        Assert.Equal(0, live.SnapshotsTaken);
        live.Past.SetResult();
        Assert.Equal(2, (await client.NextAsync("snapshot")).Seq());
    }

    [Fact]
    public async Task A_crowd_that_comes_at_once_costs_one_snapshot()
    {
        await using var server = await StreamServer.StartAsync();
        server.Live.Message();
        var clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.OpenAsync(v1: true)));
        foreach (var client in clients)
        {
            Assert.Equal(1, (await client.NextAsync("snapshot")).Seq());
            await client.DisposeAsync();
        }
        Assert.InRange(server.Live.SnapshotsTaken, 1, 25);
    }
}
