using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClaudeLens.Load.Readers;
using ClaudeLens.Load.Servers;

namespace ClaudeLens.Load.Scenarios;

/// <summary>
/// Beside the viewers: 1,000 handshakes that stop half-way, readers that take nothing or a byte a second, senders of garbage,
/// and a crowd that connects and disconnects without end.
/// </summary>
internal static class Hostile
{
    public const string Header =
        "| contender | who else | p50 ms | p99 ms | max ms | lost | KB a hostile one | MB before | after | managed MB before | after |\n|---|---|---|---|---|---|---|---|---|---|---|";
    private static readonly byte[] Garbage = [.. Enumerable.Range(0, 5_000).Select(n => (byte)(n * 31))];

    public static async Task<string> FaultsAsync(Plan plan)
    {
        var sockets = new List<Socket>();
        return await BesideAsync(plan, "1,000 half-open handshakes, 100 who read nothing, 10 who read a byte a second, 100 who send garbage", async (server, until) =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Connect(IPAddress.Loopback, server.Port);
                socket.Send("GET /ws/activity-stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgr"u8);
                sockets.Add(socket);
            }
            for (var i = 0; i < 100; i++) sockets.Add(Crowd.Connect(server.Port, plan.Contender, receiveBuffer: 8192));
            for (var i = 0; i < 100; i++)
            {
                var socket = Crowd.Connect(server.Port, plan.Contender);
                socket.Send(Garbage);
                sockets.Add(socket);
            }
            var slow = Enumerable.Range(0, 10).Select(_ => Crowd.Connect(server.Port, plan.Contender, receiveBuffer: 8192)).ToList();
            sockets.AddRange(slow);
            var one = new byte[1];
            while (!until.IsCompleted)
            {
                foreach (var socket in slow) if (socket.Poll(0, SelectMode.SelectRead)) socket.Receive(one);
                await Task.WhenAny(until, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
            }
            var count = sockets.Count;
            foreach (var socket in sockets) socket.Dispose();
            return count;
        });
    }

    public static Task<string> ChurnAsync(Plan plan) => BesideAsync(plan, "100,000 who come and go", async (server, _) =>
    {
        const int Many = 100_000;
        await ComeAndGoAsync(server.Port, plan.Contender, Many);
        return Many;
    });

    /// <summary>Connections that end as soon as they are open: a third each by a reset, with a close frame, and without a word.</summary>
    public static Task ComeAndGoAsync(int port, string contender, int many) => Task.Run(() => Parallel.For(0, many, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i =>
    {
        // One address has not enough ports for so many in so short a time.
        using var socket = Crowd.Connect(port, contender, from: new IPAddress([127, 0, 1, (byte)(1 + i % 250)]));
        if (i % 3 == 0) socket.LingerState = new LingerOption(true, 0);
        else if (i % 3 == 1) socket.Send([0x88, 0x80, 0, 0, 0, 0]);
    }));

    private static async Task<string> BesideAsync(Plan plan, string who, Func<ServerProcess, Task, Task<int>> hostileAsync)
    {
        using var server = await ServerProcess.StartAsync(plan);
        using var crowd = new Crowd();
        crowd.Start();
        for (var i = 0; i < plan.Viewers; i++) crowd.Join(server.Port, plan.Contender);
        var managed = await server.CollectAsync() / 1e6;
        var before = server.MegaBytes;
        Reader.MeasureFrom = Stopwatch.GetTimestamp();
        server.Go(plan.Rate, plan.Seconds);
        var sent = server.SentAsync();
        var hostile = Task.Run(() => hostileAsync(server, sent));
        var (most, total) = (0.0, 0L);
        while (!sent.IsCompleted || !hostile.IsCompleted)
        {
            most = Math.Max(most, server.MegaBytes);
            await Wait(0.25);
            // The others are looked at as long as somebody is hostile.
            if (!sent.IsCompleted || hostile.IsCompleted) continue;
            server.Go(plan.Rate, plan.Seconds);
            sent = server.SentAsync();
        }
        total = await sent;
        for (var waited = 0; waited < 100 && crowd.Readers.Any(r => r.LastSeq < total); waited++) await Wait(0.1);
        await Wait(2);
        var left = await server.CollectAsync() / 1e6;
        var lost = crowd.Readers.Sum(r => r.Lost + r.FirstSeq - 1 + total - r.LastSeq);
        var (l, many) = (crowd.Latencies, await hostile);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {plan.Contender} | {who} | {l.Percentile(0.5):n1} | {l.Percentile(0.99):n1} | {l.Max / 1000:n0} | {lost} | {(most - before) * 1024 / many:n1} | {before:n0} | {server.MegaBytes:n0} | {managed:n1} | {left:n1} |");
    }

    private static Task Wait(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);
}
