using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Live;

/// <summary>
/// Follows the journal with the fold and tells what changed. Three things touch the state: the next batch, the clock, and
/// who asks for a snapshot; one lock keeps them apart, so that what is published and what is asked always fit together.
/// </summary>
internal sealed class LiveService(IJournal journal, PriceBook prices, SourceStatus sources, IOptions<LiveOptions> options, TimeProvider time) : BackgroundService, ILive
{
    /// <summary>Metrics are told at most this often, and time is looked at this often.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly Lock _lock = new();
    private readonly LiveState _state = new(options.Value, prices, time.LocalTimeZone);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<LiveBatch>? _told;
    private LiveSnapshot? _snapshot;
    private MetricsChanged? _metrics;
    private DateTimeOffset _metricsAt;
    private long _position;
    private long _toldSeq;
    private bool _moreDue;

    public Task CaughtUp => _caughtUp.Task;

    public void Subscribe(Action<LiveBatch> onBatch) => _told += onBatch;

    public ValueTask<LiveSnapshot> SnapshotAsync(CancellationToken cancel = default)
    {
        lock (_lock)
        {
            // Nothing has happened yet, not even the clock: history is told up to now all the same.
            if (_state.Now == default) _state.Tick(time.GetUtcNow());
            if (_snapshot is not { } snapshot || snapshot.Seq != _state.Seq || snapshot.Position != _position || snapshot.Scan != sources.Scan)
                _snapshot = snapshot = _state.Snapshot(journal.Epoch, _position) with { Scan = sources.Scan, Problems = sources.Problems };
            return ValueTask.FromResult(snapshot);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowAsync(stoppingToken), BeatAsync(stoppingToken));

    private async Task FollowAsync(CancellationToken cancel)
    {
        // What is in the journal already was told in an earlier life.
        var past = journal.LastSeq;
        if (past == 0) _caughtUp.TrySetResult();
        // An empty journal has nothing to wait for, and nobody should wait for us either.
        await Task.Yield();
        await foreach (var batch in journal.FollowAsync(0, cancel))
        {
            // We go on where the journal was written. If somebody we are telling something wrote it, he must be told that first.
            if (_lock.IsHeldByCurrentThread) await Task.Yield();
            lock (_lock)
            {
                var replay = batch[^1].Seq <= past;
                foreach (var e in batch)
                {
                    if (_state.BeginsMinute(e)) Tell(_state.Flush(), replay);
                    _state.Apply(e);
                }
                // The message leaves before its session's new state is worked out and written, which takes as long again.
                if (_state.News() is { Count: > 0 } news) Tell(news, replay, more: true);
                Tell(_state.Flush(), replay);
                if (_state.Seq >= past) TellMetrics();
            }
            if (batch[^1].Seq >= past) _caughtUp.TrySetResult();
        }
    }

    private async Task BeatAsync(CancellationToken cancel)
    {
        await CaughtUp.WaitAsync(cancel);
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            lock (_lock)
            {
                _state.Tick(time.GetUtcNow());
                Tell(_state.Flush(), replay: false);
                TellMetrics();
            }
        }
    }

    private void Tell(IReadOnlyList<LiveChange> changes, bool replay, bool more = false)
    {
        // Events of which there is nothing to tell move readers' cursors on all the same; who was told that more follows waits for it.
        if (changes.Count == 0 && _state.Seq == _toldSeq && !_moreDue) return;
        (_toldSeq, _moreDue) = (_state.Seq, more);
        var batch = new LiveBatch(_position, _state.Seq, replay, changes, more);
        _position += changes.Count;
        _told?.Invoke(batch);
    }

    private void TellMetrics()
    {
        var now = time.GetUtcNow();
        if (now - _metricsAt < Beat) return;
        var metrics = _state.Metrics();
        var told = new MetricsChanged(_state.Seq, now, metrics, _state.ThisMinute()) { Scan = sources.Scan, Problems = sources.Problems };
        if (_metrics is not null && Same(told, _metrics)) return;
        (_metrics, _metricsAt) = (told, now);
        Tell([told], replay: false);
    }

    private static bool Same(MetricsChanged a, MetricsChanged b) =>
        a.Metrics.ActiveProjects.SequenceEqual(b.Metrics.ActiveProjects)
        && a.Metrics == b.Metrics with { ActiveProjects = a.Metrics.ActiveProjects }
        && a.Scan == b.Scan && a.Problems.SequenceEqual(b.Problems);
}
