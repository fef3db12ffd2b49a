using System.Text.Json;
using ClaudeLens.Streams;

namespace ClaudeLens.Tests.Streams;

public sealed class PlainStreamTests
{
    [Fact]
    public async Task A_plain_client_gets_the_contracts_frames_one_a_message()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync();
        await server.FollowingAsync(1);
        server.Live.Message(summary: "größe 🚀 <b>");
        server.Live.Alert("a1");

        var frames = await client.NextAsync(3);
        Assert.Equal(["new_message", "session_update", "alert"], frames.Select(f => f.Type()));
        Assert.Equal([1, 1, 2], frames.Select(f => f.Seq()));
        Assert.Equal(3, client.Messages);
        var data = frames[0].Data();
        Assert.Equal("new_message", data.GetProperty("event").GetString());
        Assert.Equal("größe 🚀 <b>", data.GetProperty("summary").GetString());
        Assert.Equal("s1", data.GetProperty("session_id").GetString());
        Assert.Equal("p1", data.GetProperty("project").GetString());
        Assert.Equal("tool_use", data.GetProperty("message_type").GetString());
        Assert.Equal(0.25m, data.GetProperty("cost").GetDecimal());
        Assert.Equal("Bash", data.GetProperty("tool").GetString());
        Assert.Equal("2026-03-01T10:00:01.000Z", frames[0].GetProperty("timestamp").GetString());
        Assert.Equal("session_started", frames[1].Data().GetProperty("event").GetString());
        Assert.Equal("thinking", frames[1].Data().GetProperty("session").GetProperty("status").GetString());
        Assert.Equal("alert_triggered", frames[2].Data().GetProperty("event").GetString());
    }

    [Fact]
    public async Task The_metrics_stream_begins_with_the_newest_value_and_carries_nothing_else()
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync("/ws/metrics-updates");
        Assert.Equal("metric_update", (await client.NextAsync())!.Value.Type());
        server.Live.Message();
        server.Live.Metrics(7);

        var frame = (await client.NextAsync())!.Value;
        Assert.Equal("metric_update", frame.Type());
        Assert.Equal(7, frame.Data().GetProperty("metric_updates").GetProperty("messages_per_minute").GetInt32());
        Assert.Equal(7, frame.Data().GetProperty("metrics").GetProperty("messages_per_minute").GetInt32());
        Assert.Equal(1, frame.Data().GetProperty("minute").GetProperty("messages").GetInt32());
    }

    [Theory]
    [InlineData("types=new_message", "new_message 1;new_message 2;new_message 3")]
    [InlineData("types=metric_update,alert", "metric_update 3;alert 4")]
    [InlineData("session_id=s2", "new_message 2;session_update 2")]
    [InlineData("project=p1&types=new_message", "new_message 1;new_message 2")]
    [InlineData("project=p1&project=p3&session_id=s3,s1&types=new_message", "new_message 1;new_message 3")]
    public async Task A_filter_lets_through_what_it_names(string query, string expected)
    {
        await using var server = await StreamServer.StartAsync();
        await using var client = await server.OpenAsync("/ws/activity-stream?" + query);
        await server.FollowingAsync(1);
        server.Live.Message("s1", "p1");
        server.Live.Message("s2", "p1");
        server.Live.Message("s3", "p3");
        server.Live.Metrics(1);
        server.Live.Alert("a1");
        server.Live.Message("s1", "p1", "end");

        var got = new List<string>();
        var count = expected.Split(';').Length;
        while (got.Count < count) got.Add((await client.NextAsync())!.Value is var f ? $"{f.Type()} {f.Seq()}" : "");
        Assert.Equal(expected, string.Join(';', got));
    }

    [Theory]
    [InlineData("?since=nonsense")]
    [InlineData("?since=e1:99")]
    [InlineData("?since=other:1")]
    public async Task A_cursor_that_cannot_be_resumed_closes_a_plain_client_with_4010(string query)
    {
        await using var server = await StreamServer.StartAsync();
        server.Live.Message();
        await using var client = await server.OpenAsync("/ws/activity-stream" + query);
        Assert.Null(await client.NextAsync());
        Assert.Equal(4010, (int)client.Socket.CloseStatus!.Value);
    }

    [Fact]
    public async Task A_plain_client_resumes_after_its_last_message()
    {
        await using var server = await StreamServer.StartAsync();
        for (var i = 0; i < 5; i++) server.Live.Message();
        await using var client = await server.OpenAsync("/ws/activity-stream?since=e1:3");
        var frames = await client.NextAsync(5);
        // The state of event 3 again: a client may have been cut off between the message of an event and the state it led to.
        Assert.Equal(["session_update 3", "new_message 4", "session_update 4", "new_message 5", "session_update 5"], frames.Select(f => $"{f.Type()} {f.Seq()}"));
    }
}
