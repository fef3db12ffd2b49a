using ClaudeLens.Events;
using ClaudeLens.Journal;

namespace ClaudeLens.Tests.Journal;

public sealed class SqliteJournalTests : IDisposable
{
    private readonly string _dir = Directory.CreateTempSubdirectory("claudelens-journal-").FullName;

    public void Dispose() => Directory.Delete(_dir, recursive: true);

    [Fact]
    public async Task Numbers_new_events_in_order_and_drops_those_it_has()
    {
        using var journal = new SqliteJournal(_dir);

        var first = await Append(journal, Sample.Event(1), Sample.Event(2));
        var second = await Append(journal, Sample.Event(2), Sample.Event(3));

        Assert.Equal([1, 2], first.Select(e => e.Seq));
        Assert.Equal([3], second.Select(e => e.Seq));
        Assert.Equal("line 3", second[0].Summary);
    }

    [Fact]
    public async Task An_event_that_comes_alone_is_numbered_and_dropped_like_any_other()
    {
        using var journal = new SqliteJournal(_dir);

        var first = await Append(journal, Sample.Event(1));
        var again = await Append(journal, Sample.Event(1));
        var second = await Append(journal, Sample.Event(2));

        Assert.Equal(1, Assert.Single(first).Seq);
        Assert.Empty(again);
        Assert.Equal(2, Assert.Single(second).Seq);
        Assert.Equal(["line 1", "line 2"], (await Read(journal, after: 0, count: 2)).Select(e => e.Summary));
    }

    [Fact]
    public async Task Who_follows_ends_when_cancelled_and_the_others_go_on()
    {
        using var journal = new SqliteJournal(_dir);
        using var leaves = new CancellationTokenSource();
        var left = Leave();
        var stays = Read(journal, after: 0, count: 1);

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        await Append(journal, Sample.Event(1));

        Assert.Single(await stays.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        async Task Leave()
        {
            await foreach (var _ in journal.FollowAsync(0, leaves.Token)) { }
        }
    }

    [Fact]
    public async Task Events_and_positions_are_there_after_a_restart()
    {
        string epoch;
        using (var journal = new SqliteJournal(_dir))
        {
            epoch = journal.Epoch;
            await journal.AppendAsync([new([Sample.Event(1)], [new("file", 10, null), new("other", 5, "state")])]);
            await journal.AppendAsync([new([Sample.Event(2)], [new("file", 20, "later")])]);
        }

        using var again = new SqliteJournal(_dir);

        Assert.Equal(2, again.LastSeq);
        Assert.Equal(epoch, again.Epoch);
        Assert.Equal([new("file", 20, "later"), new("other", 5, "state")], await again.ReadPositionsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["line 1", "line 2"], (await Read(again, after: 0, count: 2)).Select(e => e.Summary));
    }

    [Theory]
    [InlineData("journal.db")]
    [InlineData("journal.db", "journal.opening")]
    public async Task A_restored_copy_is_another_epoch(params string[] files)
    {
        string epoch;
        using (var journal = new SqliteJournal(_dir))
        {
            epoch = journal.Epoch;
            await Append(journal, Sample.Event(1));
        }
        foreach (var file in files) File.Copy(Path.Combine(_dir, file), Path.Combine(_dir, file + ".copy"));
        using (var journal = new SqliteJournal(_dir)) await Append(journal, Sample.Event(2));
        foreach (var file in files) File.Copy(Path.Combine(_dir, file + ".copy"), Path.Combine(_dir, file), overwrite: true);

        using var restored = new SqliteJournal(_dir);

        Assert.NotEqual(epoch, restored.Epoch);
    }

    [Fact]
    public void A_second_one_on_the_same_folder_is_told_so()
    {
        using var journal = new SqliteJournal(_dir);

        var refused = Assert.Throws<JournalException>(() => new SqliteJournal(_dir));

        Assert.Contains("Another claudelens", refused.Message);
    }

    [Fact]
    public async Task A_follower_sees_past_and_future_without_a_hole()
    {
        using var journal = new SqliteJournal(_dir);
        const int total = 20_000;
        // More than memory keeps, so that the follower starts on the disk and ends in memory.
        for (var n = 1; n <= total / 2; n += 100) await Append(journal, [.. Enumerable.Range(n, 100).Select(i => Sample.Event(i))]);

        var following = Task.Run(() => Read(journal, after: 0, count: total), TestContext.Current.CancellationToken);
        for (var n = total / 2 + 1; n <= total; n += 50) await Append(journal, [.. Enumerable.Range(n, 50).Select(i => Sample.Event(i))]);

        Assert.Equal(Enumerable.Range(1, total).Select(n => (long)n), (await following).Select(e => e.Seq));
    }

    [Fact]
    public async Task A_sessions_events_come_newest_first()
    {
        using var journal = new SqliteJournal(_dir);
        await Append(journal, [.. Enumerable.Range(1, 10).Select(n => Sample.Event(n, n % 2 == 0 ? "even" : "odd"))]);

        var even = await journal.ReadSessionAsync("even", before: 10, limit: 3, TestContext.Current.CancellationToken);

        Assert.Equal([8, 6, 4], even.Select(e => e.Seq));
    }

    [Fact]
    public async Task Forgotten_sessions_go_whole_and_the_journal_says_from_where_it_is_complete()
    {
        using (var journal = new SqliteJournal(_dir))
        {
            await Append(journal, [.. Enumerable.Range(1, 10).Select(n => Sample.Event(n, n % 2 == 0 ? "even" : "odd"))]);
            journal.Forget([EventId.SessionKey("odd")]);
        }

        using var again = new SqliteJournal(_dir);

        Assert.Equal(10, again.OldestSeq);
        Assert.Equal([2, 4, 6, 8, 10], (await Read(again, after: 0, count: 5)).Select(e => e.Seq));
    }

    [Fact]
    public async Task Numbers_are_not_used_again_when_everything_was_forgotten()
    {
        using (var journal = new SqliteJournal(_dir))
        {
            await Append(journal, Sample.Event(1), Sample.Event(2));
            journal.Forget([EventId.SessionKey("session")]);
        }

        using var again = new SqliteJournal(_dir);
        var added = await Append(again, Sample.Event(3));

        Assert.Equal(3, added[0].Seq);
    }

    private static ValueTask<SessionEvent[]> Append(SqliteJournal journal, params SessionEvent[] events) =>
        journal.AppendAsync([new(events, [])]);

    private static async Task<List<SessionEvent>> Read(SqliteJournal journal, long after, int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var events = new List<SessionEvent>();
        await foreach (var batch in journal.FollowAsync(after, limit.Token))
        {
            events.AddRange(batch);
            if (events.Count >= count) break;
        }
        return events;
    }
}
