using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Live;

namespace ClaudeLens.Load.Servers;

/// <summary>Live state that is only what the streams read of it: what they cost is measured, nothing before them.</summary>
internal sealed class MemoryLive : ILive, ILivePast, IJournal
{
    private readonly List<Action<LiveBatch>> _subscribers = [];
    private long _position;

    public string Epoch => "load";
    public long LastSeq { get; private set; }
    public long OldestSeq => 1;
    public Task CaughtUp => Task.CompletedTask;

    public void Subscribe(Action<LiveBatch> onBatch) => _subscribers.Add(onBatch);

    public void Publish(long seq, params LiveChange[] changes)
    {
        var batch = new LiveBatch(_position, seq, Replay: false, changes);
        _position += changes.Length;
        LastSeq = seq;
        foreach (var subscriber in _subscribers) subscriber(batch);
    }

    public ValueTask<LiveSnapshot> SnapshotAsync(CancellationToken cancel = default) => new(new LiveSnapshot
    {
        Epoch = Epoch, Seq = LastSeq, Position = _position, AsOf = TimeProvider.System.GetUtcNow(), ActiveSessions = [], EndedSessions = [],
        RecentActivity = [], Metrics = new LiveMetrics(), History = [], Alerts = [],
    });

    IAsyncEnumerable<PastPage> ILivePast.ReadAsync(long after, CancellationToken cancel) => throw new NotSupportedException();
    ValueTask<SessionEvent[]> IJournal.AppendAsync(AppendBatch[] batches, CancellationToken cancel) => throw new NotSupportedException();
    IAsyncEnumerable<SessionEvent[]> IJournal.FollowAsync(long after, CancellationToken cancel) => throw new NotSupportedException();
    ValueTask<IReadOnlyList<SessionEvent>> IJournal.ReadSessionAsync(string sessionId, long before, int limit, CancellationToken cancel) => throw new NotSupportedException();
    ValueTask<IReadOnlyList<ReadPosition>> IJournal.ReadPositionsAsync(CancellationToken cancel) => throw new NotSupportedException();
}
