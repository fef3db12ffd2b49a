using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Journal;
using ClaudeLens.Tests.Journal;

namespace ClaudeLens.Tests.Ingest;

public sealed class SingleWriterTests : IDisposable
{
    private readonly string _dir = Directory.CreateTempSubdirectory("claudelens-ingest-").FullName;

    private readonly SourceStatus _status = new();

    public void Dispose() => Directory.Delete(_dir, recursive: true);

    [Fact]
    public async Task Each_of_many_writers_gets_its_own_new_events()
    {
        using var journal = new SqliteJournal(_dir);
        var ingest = new SingleWriter(journal, _status, TimeProvider.System);

        // Every writer also sends line 0 of a shared session: one of them has it, the others are told it is not new.
        var results = await Task.WhenAll(Enumerable.Range(1, 200).Select(w => Task.Run(async () =>
            await ingest.AppendAsync(new([Sample.Event(0, "shared"), Sample.Event(w, $"writer {w}")], [])))));

        Assert.All(results.Index(), r => Assert.Contains(r.Item, e => e.SessionId == $"writer {r.Index + 1}"));
        Assert.Single(results.SelectMany(r => r), e => e.SessionId == "shared");
        Assert.Equal(201, journal.LastSeq);
        Assert.Equal(Enumerable.Range(1, 201).Select(n => (long)n), results.SelectMany(r => r).Select(e => e.Seq).Order());
    }

    [Fact]
    public async Task A_failed_write_fails_those_who_wait_and_the_next_one_is_tried()
    {
        var journal = new FailingOnce();
        var ingest = new SingleWriter(journal, _status, TimeProvider.System);
        var batch = new AppendBatch([Sample.Event(1)], []);

        await Assert.ThrowsAsync<JournalException>(async () => await ingest.AppendAsync(batch));
        Assert.Equal("The disk that holds the data folder is full.", Assert.Single(_status.Problems).Message);
        var added = await ingest.AppendAsync(batch, TestContext.Current.CancellationToken);

        Assert.Single(added);
        Assert.Empty(_status.Problems);
    }

    private sealed class FailingOnce : IJournal
    {
        private bool _failed;
        public string Epoch => "epoch";
        public long LastSeq => 0;
        public long OldestSeq => 1;

        public ValueTask<SessionEvent[]> AppendAsync(AppendBatch[] batches, CancellationToken cancel = default)
        {
            if (_failed) return ValueTask.FromResult<SessionEvent[]>([.. batches.SelectMany(b => b.Events)]);
            _failed = true;
            throw new JournalException("The disk that holds the data folder is full.");
        }

        public IAsyncEnumerable<SessionEvent[]> FollowAsync(long after, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<IReadOnlyList<SessionEvent>> ReadSessionAsync(string sessionId, long before, int limit, CancellationToken cancel = default) => throw new NotSupportedException();
        public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default) => throw new NotSupportedException();
    }
}
