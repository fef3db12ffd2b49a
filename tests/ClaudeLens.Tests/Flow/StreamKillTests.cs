using System.Net.WebSockets;
using System.Text.Json;
using ClaudeLens.Tests.Streams;

namespace ClaudeLens.Tests.Flow;

/// <summary>Readers of the streams while the program is killed under load, started again, or given back an older journal.</summary>
public sealed class StreamKillTests
{
    private const int Kills = 3, Writers = 4;

    [Fact]
    public async Task Killed_under_load_and_restarted_no_reader_misses_or_repeats_anything()
    {
        using var scratch = new Scratch();
        var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        var url = program.Address.ToString().TrimEnd('/');
        using var stop = new CancellationTokenSource();
        var cursor = (await program.LiveAsync()).GetProperty("cursor").GetString()!;
        var readers = new[] { true, true, false }.Select(v1 => new Follower(url.Replace("http", "ws", StringComparison.Ordinal), v1, cursor)).ToList();
        var reading = readers.Select(r => r.RunAsync(stop.Token)).ToList();

        var said = new List<string>();
        var writers = Enumerable.Range(0, Writers).Select(n => new TranscriptWriter(scratch, $"0f0f0f0f-0000-4000-8000-0000000002{n:00}")).ToList();
        void Say()
        {
            var text = $"line {said.Count}";
            writers[said.Count % Writers].Answer(text);
            said.Add(text);
        }
        // A transcript that no earlier run has seen at all is history to the next one: each is known before the first kill.
        for (var n = 0; n < Writers; n++) Say();
        await Wait.ForAsync("every session is known", () => readers.All(r => r.Said.Count == Writers));
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var n = 0; n < 150; n++)
            {
                Say();
                if (n % 5 == 0) await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
            }
            await Wait.ForAsync("every reader is back", () => readers.All(r => r.Opened > kill));
            await program.KillAsync();
            await program.DisposeAsync();
            for (var n = 0; n < 20; n++) Say();
            program = await RunningProgram.StartAsync(scratch, "--urls", url);
        }
        for (var n = 0; n < 20; n++) Say();
        await Wait.ForAsync("every reader has every line", () => Task.FromResult(string.Join(' ', readers.Select(r => r.Said.Count))), counts => counts == $"{said.Count} {said.Count} {said.Count}");
        await stop.CancelAsync();
        // First: a reader that waits for the next message waits until the program is gone.
        await program.DisposeAsync();
        await Task.WhenAll(reading);
        foreach (var reader in readers)
        {
            Assert.Empty(reader.Gaps);
            Assert.InRange(reader.Opened, Kills + 1, int.MaxValue);
            for (var n = 0; n < Writers; n++) Assert.Equal(said.Where((_, i) => i % Writers == n), reader.Said.Where(t => int.Parse(t.Split(' ')[1]) % Writers == n));
        }
    }

    [Fact]
    public async Task A_journal_that_was_rolled_back_is_another_epoch_and_gets_a_snapshot()
    {
        using var scratch = new Scratch();
        var writer = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000210");
        writer.Answer("before the copy");
        await using (var first = await RunningProgram.StartAsync(scratch))
        {
            await first.WatchingAsync();
            Assert.Equal(0, await first.StopAsync());
        }
        var copy = Path.Combine(scratch.Root, "copy");
        CopyFolder(scratch.DataDir, copy);
        string cursor, url;
        await using (var second = await RunningProgram.StartAsync(scratch))
        {
            url = second.Address.ToString().TrimEnd('/');
            writer.Answer("after the copy");
            await second.ToldAsync(writer.SessionId, 2);
            cursor = (await second.LiveAsync()).GetProperty("cursor").GetString()!;
            await second.KillAsync();
        }
        Directory.Delete(scratch.DataDir, recursive: true);
        CopyFolder(copy, scratch.DataDir);
        writer.Answer("after the roll-back");
        await using var third = await RunningProgram.StartAsync(scratch, "--urls", url);
        await third.WatchingAsync();
        await third.ToldAsync(writer.SessionId, 3);
        await using var client = await StreamClient.OpenAsync(new Uri($"{url.Replace("http", "ws", StringComparison.Ordinal)}/ws/activity-stream?since={cursor}"), v1: true);
        Assert.NotEqual(cursor.Split(':')[0], (await client.NextAsync("hello")).Data().GetProperty("epoch").GetString());
        Assert.Equal("epoch_changed", (await client.NextAsync())!.Value.Data().GetProperty("reason").GetString());
        var snapshot = (await client.NextAsync())!.Value;
        Assert.Equal("snapshot", snapshot.Type());
        Assert.Equal(3, snapshot.Data().GetProperty("active_sessions")[0].GetProperty("message_count").GetInt32());
        writer.Answer("live again");
        Assert.Equal("live again", (await client.NextAsync("new_message")).Data().GetProperty("summary").GetString());
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    /// <summary>A client that only knows its cursor and comes back whenever the server is there.</summary>
    private sealed class Follower(string server, bool v1, string cursor)
    {
        private readonly string _epoch = cursor.Split(':')[0];
        private string _cursor = cursor;

        public List<string> Said { get; } = [];
        public List<string> Gaps { get; } = [];
        public int Opened { get; private set; }

        public async Task RunAsync(CancellationToken stop)
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await using var client = await StreamClient.OpenAsync(new Uri($"{server}/ws/activity-stream?max_rate=0&types=new_message&since={_cursor}"), v1);
                    Opened++;
                    while (!stop.IsCancellationRequested && await client.NextAsync() is { } frame) Take(frame, client.MessageEnded);
                    if (client.Socket.CloseStatus is { } code and not (WebSocketCloseStatus)4001) Gaps.Add($"closed with {(int)code}");
                }
                catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or JsonException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
                }
            }
        }

        private void Take(JsonElement frame, bool last)
        {
            if (frame.Type() == "gap") Gaps.Add(frame.GetRawText());
            if (frame.Type() == "new_message") Said.Add(frame.Data().GetProperty("summary").GetString()!);
            // What a message said is known when all of it is taken.
            if (frame.Type() is not ("hello" or "bye") && last) _cursor = $"{_epoch}:{frame.Seq()}";
        }
    }
}
