using System.Net.WebSockets;
using System.Text.Json;

namespace ClaudeLens.Tests.Streams;

public sealed class CuttingTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("claudelens-cuts-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(true, 800, 60_000)]
    [InlineData(false, 200, 20_000)]
    public async Task A_connection_cut_at_random_bytes_under_load_loses_nothing_and_repeats_nothing(bool v1, int cuts, int most)
    {
        var cancel = TestContext.Current.CancellationToken;
        // A short tail: some cursors are answered from it, some from the journal.
        await using var server = await JournalServer.StartAsync(_data, settings: [("Streams:TailFrames", "256"), ("Streams:ReplayEvents", "10000000")]);
        using var proxy = new CuttingProxy(() => server.Port, most, seed: 42);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var (written, seen) = (0, new SeqChecker($"{server.Journal.Epoch}:0"));
        var writer = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                // Further ahead there is only more to catch up with from the journal, at every cut again.
                if (written - seen.Last < 1_000)
                {
                    await server.AppendAsync(Enumerable.Range(written, 5).Select(JournalServer.Event).ToList());
                    written += 5;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, CancellationToken.None);
            }
        }, cancel);

        await ServerConditions.UntilAsync(() => server.Tail.LastSeq > 0, "something happened");
        while (seen.Last < written || !proxy.Kind)
        {
            if (proxy.Cuts >= cuts && !proxy.Kind)
            {
                proxy.Kind = true;
                await enough.CancelAsync();
                await writer;
            }
            await seen.ReadAsync(proxy.Port, server, v1, until: () => proxy.Kind && seen.Last >= written);
        }
        Assert.InRange(proxy.Cuts, cuts, int.MaxValue);
        Assert.Equal(Enumerable.Range(1, written).Select(n => (long)n), seen.Messages);
    }

    /// <summary>A client that only knows its cursor.</summary>
    private sealed class SeqChecker(string cursor)
    {
        private string _cursor = cursor;
        private long _last;

        public List<long> Messages { get; } = [];
        public long Last => Volatile.Read(ref _last);

        public async Task ReadAsync(int port, JournalServer server, bool v1, Func<bool> until)
        {
            try
            {
                // Straight to the proxy: its port is not the server's, which the server rightly minds.
                await using var client = await StreamClient.OpenAsync(new Uri($"ws://127.0.0.1:{port}/ws/activity-stream?max_rate=0&since={_cursor}"), v1, host: $"127.0.0.1:{server.Port}");
                while (!until() && await client.NextAsync() is { } frame)
                {
                    Assert.NotEqual("gap", frame.Type());
                    if (frame.Type() == "new_message")
                    {
                        Messages.Add(frame.Seq());
                        Volatile.Write(ref _last, frame.Seq());
                    }
                    // What a message said is known when all of it is taken.
                    if (frame.Type() is not ("hello" or "bye") && (client.MessageEnded || !v1)) _cursor = $"{server.Journal.Epoch}:{frame.Seq()}";
                }
            }
            catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or JsonException)
            {
                // Cut.
            }
        }
    }
}
