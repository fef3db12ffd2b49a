using System.Collections.Concurrent;
using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Tests.Streams;

namespace ClaudeLens.Tests.Live;

/// <summary>What happened is told before the state it led to. Who was told that more follows may wait for it, so it must follow.</summary>
public sealed class NewsFirstTests : IDisposable
{
    private readonly string _dir = Directory.CreateTempSubdirectory("claudelens-news-").FullName;

    public void Dispose() => Directory.Delete(_dir, recursive: true);

    [Fact]
    public async Task Who_is_told_that_more_follows_is_told_it_also_when_nothing_changed()
    {
        await using var server = await JournalServer.StartAsync(_dir);
        var told = new ConcurrentQueue<LiveBatch>();
        server.Live.Subscribe(told.Enqueue);
        var at = TimeProvider.System.GetUtcNow();
        await server.AppendAsync(JournalServer.Event(0) with { At = at, SeenAt = at });
        await Wait.ForAsync("the session began", () => told.Any(b => b.LastSeq == 1 && b.Changes.Any(c => c is SessionChanged)));

        // The second says what the first said: the session is as it was.
        foreach (var n in new[] { 1, 2 }) await server.AppendAsync(Notification(n, at));
        await Wait.ForAsync("the second note was told", () => told.Any(b => b.LastSeq == 3));
        var second = told.Where(b => b.LastSeq == 3 && !b.Changes.Any(c => c is MetricsChanged)).ToList();

        Assert.Contains(second, b => b.More && b.Changes.Any(c => c is ActivityAdded));
        Assert.DoesNotContain(second, b => b.Changes.Any(c => c is SessionChanged));
        await Wait.ForAsync("what follows came", () => told.SkipWhile(b => b.LastSeq < 3 || !b.More).Any(b => !b.More && b.Changes.Count == 0));
    }

    private static SessionEvent Notification(int n, DateTimeOffset at) => new()
    {
        Id = EventId.Create("session-0", (ulong)(100 + n), "test", $"note {n}"), Kind = EventKind.Notification, SessionId = "session-0",
        At = at, SeenAt = at, Source = EventSource.Transcript, Summary = "note",
    };
}
