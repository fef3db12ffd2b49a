using System.Collections.Concurrent;
using System.Diagnostics;

namespace ClaudeLens.Tests.Streams;

public sealed class HostileTests
{
    [Fact]
    public async Task Those_who_do_not_read_send_garbage_or_stop_half_way_do_not_delay_the_others()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var server = await StreamServer.StartAsync();
        var hostile = new List<RawClient>();
        for (var i = 0; i < 100; i++)
        {
            var halfOpen = await RawClient.ConnectAsync(server.Port);
            await halfOpen.SendAsync("GET /ws/activity-stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgr");
            hostile.Add(halfOpen);
        }
        for (var i = 0; i < 10; i++) hostile.Add(await RawClient.OpenAsync(server.Port, "/ws/activity-stream?max_rate=0", v1: i % 2 == 0, receiveBuffer: 4096));
        for (var i = 0; i < 10; i++)
        {
            var garbage = await RawClient.OpenAsync(server.Port);
            await garbage.Stream.WriteAsync(Enumerable.Range(0, 5_000).Select(n => (byte)(n * 31 + i)).ToArray(), cancel);
            hostile.Add(garbage);
        }
        await using var client = await server.OpenAsync("/ws/activity-stream?max_rate=0&types=new_message", v1: true);
        await client.NextAsync("snapshot");

        var late = new List<TimeSpan>();
        var big = new string('x', 1_000);
        for (var i = 1; i <= 2_000; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            server.Live.Message(summary: big, withState: false);
            Assert.Equal(i, (await client.NextAsync())!.Value.Seq());
            late.Add(Stopwatch.GetElapsedTime(sent));
        }
        Assert.InRange(late.Order().ElementAt(1_980).TotalMilliseconds, 0, 2_500);
        foreach (var one in hostile) one.Dispose();
        await ServerConditions.UntilAsync(() => server.Pump.Viewers.Count == 1, "only the good one is left");
    }

    [Fact]
    public async Task After_thousands_have_come_and_gone_nothing_is_left_of_them()
    {
        await using var server = await StreamServer.StartAsync();
        var met = new ConcurrentBag<WeakReference>();
        await Parallel.ForAsync(0, 3_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            using var client = await RawClient.OpenAsync(server.Port, v1: i % 2 == 0);
            foreach (var viewer in server.Pump.Viewers) met.Add(new(viewer));
            if (i % 3 == 0) await client.SendFrameAsync(8, []);
        });
        Assert.True(met.Count > 1_000);
        await ServerConditions.UntilAsync(() => server.Pump.Viewers.Count == 0, "all are gone");
        // Some may still lie on the stack of a thread that serves nobody now.
        await ServerConditions.UntilAsync(() =>
        {
            GC.Collect();
            return met.Select(one => one.Target).OfType<object>().Distinct().Count() <= 16;
        }, "nothing holds them");
    }
}
