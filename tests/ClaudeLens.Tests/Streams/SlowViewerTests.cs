using System.Text;
using System.Text.Json;

namespace ClaudeLens.Tests.Streams;

public sealed class SlowViewerTests
{
    private static readonly string Big = new('x', 2_000);

    [Fact]
    public async Task Who_falls_out_of_the_tail_gets_a_gap_and_a_snapshot_and_goes_on()
    {
        await using var server = await StreamServer.StartAsync(settings: [("Streams:TailFrames", "64")]);
        using var slow = await RawClient.OpenAsync(server.Port, "/ws/activity-stream?max_rate=0", v1: true, receiveBuffer: 4096);
        await server.FollowingAsync(1);
        await ServerConditions.UntilAsync(() =>
        {
            for (var i = 0; i < 200; i++) server.Live.Message(summary: Big, withState: false);
            return server.Pump.Viewers[0].Writing && server.Pump.Viewers[0].Position + 64 < server.Live.LastSeq;
        }, "the viewer's socket is full");

        var frames = new List<JsonElement>();
        while (frames.LastOrDefault() is var last && (last.ValueKind == JsonValueKind.Undefined || last.Type() != "gap")) frames.AddRange(Frames(await slow.FrameAsync(1)));
        var gap = frames[^1].Data();
        var snapshot = Frames(await slow.FrameAsync(1)).Single();
        await server.FollowingAsync(1);
        server.Live.Message(summary: "after");
        var next = Frames(await slow.FrameAsync(1))[0];

        Assert.Equal("too_slow", gap.GetProperty("reason").GetString());
        Assert.Equal(frames[^2].Seq(), gap.GetProperty("from").GetInt64());
        Assert.Equal("snapshot", snapshot.Type());
        Assert.Equal(snapshot.Seq(), gap.GetProperty("to").GetInt64());
        Assert.Equal(snapshot.Seq() + 1, next.Seq());
        var messages = frames.Where(f => f.Type() == "new_message").Select(f => f.Seq()).ToList();
        Assert.Equal(Enumerable.Range(1, messages.Count).Select(n => (long)n), messages);
    }

    [Fact]
    public async Task A_plain_client_that_falls_out_is_closed_with_4008()
    {
        await using var server = await StreamServer.StartAsync(settings: [("Streams:TailFrames", "64")]);
        using var slow = await RawClient.OpenAsync(server.Port, "/ws/activity-stream?max_rate=0", receiveBuffer: 4096);
        await server.FollowingAsync(1);
        await ServerConditions.UntilAsync(() =>
        {
            for (var i = 0; i < 200; i++) server.Live.Message(summary: Big, withState: false);
            return server.Pump.Viewers[0].Writing && server.Pump.Viewers[0].Position + 64 < server.Live.LastSeq;
        }, "the viewer's socket is full");
        Assert.Equal(4008, await slow.CloseCodeAsync());
    }

    [Fact]
    public async Task Who_takes_nothing_is_told_4008_and_cut_off()
    {
        await using var server = await StreamServer.StartAsync(settings: ("Streams:StallSeconds", "1"));
        using var slow = await RawClient.OpenAsync(server.Port, "/ws/activity-stream?max_rate=0", v1: true, receiveBuffer: 4096);
        await server.FollowingAsync(1);
        await ServerConditions.UntilAsync(() =>
        {
            for (var i = 0; i < 200; i++) server.Live.Message(summary: Big, withState: false);
            return server.Pump.Viewers is [{ Writing: true }];
        }, "the viewer's socket is full");
        await ServerConditions.UntilAsync(() => server.Pump.Viewers is [{ Outbox.Closing: true }], "it is to be closed");
        Assert.Equal(4008, await slow.CloseCodeAsync());

        using var deaf = await RawClient.OpenAsync(server.Port, "/ws/activity-stream?max_rate=0", v1: true, receiveBuffer: 4096);
        await ServerConditions.UntilAsync(() =>
        {
            for (var i = 0; i < 50; i++) server.Live.Message(summary: Big, withState: false);
            return server.Pump.Viewers.Any(v => v.Writing);
        }, "the other's socket is full");
        await ServerConditions.UntilAsync(() => server.Pump.Viewers.Count == 0, "both are gone");
    }

    [Fact]
    public async Task Who_is_behind_gets_every_message_and_the_newest_state_only()
    {
        await using var server = await StreamServer.StartAsync();
        for (var i = 0; i < 2_000; i++) server.Live.Message($"s{i % 4}");
        await using var client = await server.OpenAsync("/ws/activity-stream?since=e1:0&max_rate=0", v1: true);
        await server.FollowingAsync(1);
        server.Live.Alert("end");
        var frames = new List<JsonElement>();
        while (frames.Count == 0 || frames[^1].Type() != "alert") frames.Add((await client.NextAsync())!.Value);

        Assert.Equal(Enumerable.Range(1, 2_000).Select(n => (long)n), frames.Where(f => f.Type() == "new_message").Select(f => f.Seq()));
        var states = frames.Where(f => f.Type() == "session_update").ToList();
        Assert.InRange(states.Count, 8, 600);
        foreach (var session in states.GroupBy(s => s.Data().GetProperty("session_id").GetString()))
            Assert.Equal(500, session.Last().Data().GetProperty("session").GetProperty("message_count").GetInt32());
    }

    [Fact]
    public async Task Who_does_not_answer_a_ping_is_gone()
    {
        await using var server = await StreamServer.StartAsync(settings: [("Streams:PingSeconds", "1"), ("Streams:PongSeconds", "1")]);
        using var silent = await RawClient.OpenAsync(server.Port);
        await server.FollowingAsync(1);
        Assert.Equal(9, (await silent.FrameAsync()).Opcode);
        Assert.Equal(-1, (await silent.FrameAsync()).Opcode);
        await ServerConditions.UntilAsync(() => server.Pump.Viewers.Count == 0, "it is gone");
    }

    private static List<JsonElement> Frames((int Opcode, byte[] Payload) message)
    {
        Assert.Equal(1, message.Opcode);
        var json = JsonDocument.Parse(Encoding.UTF8.GetString(message.Payload)).RootElement;
        return json.ValueKind == JsonValueKind.Array ? [.. json.EnumerateArray()] : [json];
    }
}
