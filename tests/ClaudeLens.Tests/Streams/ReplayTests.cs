using System.Text.Json;

namespace ClaudeLens.Tests.Streams;

public sealed class ReplayTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("claudelens-replay-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(777)]
    [InlineData(2_500)]
    public async Task A_cursor_older_than_the_tail_gets_the_same_frames_from_the_journal_and_goes_on_live(int since)
    {
        await using var server = await JournalServer.StartAsync(_data, settings: [("Streams:TailFrames", "64"), ("Streams:BookmarkSeconds", "1")]);
        await using var witness = await server.OpenAsync();
        await witness.NextAsync("snapshot");
        var live = new List<string>();
        for (var n = 0; n < 3_000; n += 10)
        {
            await server.AppendAsync([.. Enumerable.Range(n, 10).Select(JournalServer.Event)]);
            while (live.Count < n + 10) live.Add((await witness.NextAsync("new_message")).GetRawText());
        }
        Assert.True(server.Tail.Start > 0);

        await using var late = await server.OpenAsync($"&since={server.Journal.Epoch}:{since}");
        var replayed = new List<string>();
        while (replayed.Count < 3_000 - since)
            if ((await late.NextAsync())!.Value is var frame && frame.Type() == "new_message") replayed.Add(frame.GetRawText());
            else Assert.NotEqual("gap", frame.Type());
        Assert.Equal(live.Skip(since), replayed);
        var snapshot = await late.NextAsync("snapshot");
        Assert.Equal(3_000, snapshot.Seq());
        Assert.Equal(7, snapshot.Data().GetProperty("active_sessions").GetArrayLength());

        await server.AppendAsync(JournalServer.Event(3_000));
        Assert.Equal(3_001, (await late.NextAsync("new_message")).Seq());
        var bookmark = await late.NextAsync("bookmark");
        Assert.Equal(late.Frames, bookmark.Data().GetProperty("frames").GetInt64());
    }

    [Fact]
    public async Task A_plain_client_gets_what_it_missed_and_then_the_state_of_each_session()
    {
        await using var server = await JournalServer.StartAsync(_data, settings: [("Streams:TailFrames", "64")]);
        await using var witness = await server.OpenAsync(v1: false);
        await server.FollowingAsync();
        for (var n = 0; n < 500; n += 10)
        {
            await server.AppendAsync([.. Enumerable.Range(n, 10).Select(JournalServer.Event)]);
            for (var seq = n + 1; seq <= n + 10; seq++) Assert.Equal(seq, (await witness.NextAsync("new_message")).Seq());
        }

        await using var late = await server.OpenAsync($"&since={server.Journal.Epoch}:100", v1: false);
        var frames = await late.NextAsync(400);
        Assert.Equal(Enumerable.Range(101, 400).Select(n => (long)n), frames.Select(f => f.Seq()));
        var states = await late.NextAsync(7);
        Assert.Equal(7, states.Select(f => f.Data().GetProperty("session_id").GetString()).Distinct().Count());
        Assert.All(states, f => Assert.Equal(("session_update", 500), (f.Type(), f.Seq())));
    }

    [Fact]
    public async Task After_a_restart_a_cursor_resumes_where_it_stood()
    {
        string cursor;
        List<string> live = [];
        await using (var first = await JournalServer.StartAsync(_data))
        {
            await using var witness = await first.OpenAsync();
            await witness.NextAsync("snapshot");
            await first.AppendAsync([.. Enumerable.Range(0, 200).Select(JournalServer.Event)]);
            while (live.Count < 200) live.Add((await witness.NextAsync("new_message")).GetRawText());
            cursor = $"{first.Journal.Epoch}:150";
        }
        await using var second = await JournalServer.StartAsync(_data);
        await using var client = await second.OpenAsync("&types=new_message&since=" + cursor);
        Assert.Equal("hello", (await client.NextAsync())!.Value.Type());
        var frames = await client.NextAsync(50);
        Assert.Equal(live.Skip(150), frames.Select(f => f.GetRawText()));
    }

    [Fact]
    public async Task A_journal_that_rolled_back_has_a_new_epoch_and_never_resumes_wrongly()
    {
        string cursor;
        await using (var first = await JournalServer.StartAsync(_data)) await first.AppendAsync(JournalServer.Event(1), JournalServer.Event(2));
        var copy = Directory.CreateTempSubdirectory("claudelens-copy-").FullName;
        foreach (var file in Directory.GetFiles(_data)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)), overwrite: true);
        await using (var second = await JournalServer.StartAsync(_data))
        {
            await second.AppendAsync(JournalServer.Event(3), JournalServer.Event(4));
            cursor = $"{second.Journal.Epoch}:4";
        }
        foreach (var file in Directory.GetFiles(copy, "journal.db*")) File.Copy(file, Path.Combine(_data, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(copy, recursive: true);

        await using var third = await JournalServer.StartAsync(_data);
        await third.AppendAsync(JournalServer.Event(5), JournalServer.Event(6));
        await using var client = await third.OpenAsync("&since=" + cursor);
        var gap = await client.NextAsync("gap");
        Assert.Equal("epoch_changed", gap.Data().GetProperty("reason").GetString());
        Assert.Equal("snapshot", (await client.NextAsync())!.Value.Type());
    }

    [Fact]
    public async Task Events_of_which_nobody_is_told_move_cursors_on()
    {
        await using var server = await JournalServer.StartAsync(_data);
        await server.AppendAsync(JournalServer.Event(1) with { Kind = Events.EventKind.State });
        await server.AppendAsync(JournalServer.Event(1) with { Id = EventId.Create("session-1", 9, "test", "again"), Kind = Events.EventKind.State });
        await ServerConditions.UntilAsync(() => server.Tail.LastSeq == 2, "the tail knows of both");
        await using var client = await server.OpenAsync($"&since={server.Journal.Epoch}:2");
        Assert.Equal(2, (await client.NextAsync("hello")).Seq());
        await server.AppendAsync(JournalServer.Event(2));
        Assert.NotEqual("gap", (await client.NextAsync())!.Value.Type());
    }
}
