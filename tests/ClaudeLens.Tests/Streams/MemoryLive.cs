using System.Runtime.CompilerServices;
using System.Text.Json;
using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams;

namespace ClaudeLens.Tests.Streams;

/// <summary>Live state and journal without a fold: what the test says happened.</summary>
internal sealed class MemoryLive : ILive, ILivePast, IJournal
{
    private readonly Lock _lock = new();
    private readonly List<Action<LiveBatch>> _subscribers = [];
    private readonly Dictionary<string, SessionView> _sessions = [];
    private readonly List<Activity> _recent = [];
    private long _position;

    public string Epoch { get; set; } = "e1";
    public long LastSeq { get; private set; }
    public long OldestSeq { get; set; } = 1;
    public TaskCompletionSource Past { get; } = new();
    public Task CaughtUp => Past.Task;
    public int SnapshotsTaken { get; private set; }

    public MemoryLive(bool caughtUp = true)
    {
        if (caughtUp) Past.SetResult();
    }

    public IReadOnlyList<Activity> Recent => _recent;
    /// <summary>What is told of a session in short, to be compared.</summary>
    public IReadOnlyDictionary<string, string> Newest => _sessions.ToDictionary(s => s.Key, s => $"{SessionJson.Name(s.Value.Status)} {s.Value.MessageCount}");
    public static string Key(JsonElement session) => $"{session.GetProperty("status").GetString()} {session.GetProperty("message_count").GetInt32()}";

    public void Subscribe(Action<LiveBatch> onBatch) => _subscribers.Add(onBatch);

    public ValueTask<LiveSnapshot> SnapshotAsync(CancellationToken cancel = default)
    {
        lock (_lock)
        {
            SnapshotsTaken++;
            return new(new LiveSnapshot
            {
                Epoch = Epoch, Seq = LastSeq, Position = _position, AsOf = Samples.Start,
                ActiveSessions = [.. _sessions.Values], EndedSessions = [], RecentActivity = [.. Enumerable.Reverse(_recent).Take(200)],
                Metrics = new LiveMetrics { ActiveSessions = _sessions.Count }, History = [Samples.Minute], Alerts = [],
            });
        }
    }

    /// <summary>An event with its message and the state of its session after it.</summary>
    /// <param name="ahead">The message is told while the state is being worked out.</param>
    public Activity Message(string session = "s1", string project = "p1", string summary = "hello", bool withState = true, bool ahead = false)
    {
        lock (_lock)
        {
            var seq = LastSeq + 1;
            var activity = Samples.Activity(seq, session, project, summary);
            var count = _sessions.TryGetValue(session, out var known) ? known.MessageCount + 1 : 1;
            var view = Samples.Session(session, project) with { MessageCount = count };
            if (ahead) Publish(seq, [new ActivityAdded(seq, Samples.Start, activity)], more: true);
            Publish(seq, ahead ? [new SessionChanged(seq, Samples.Start, SessionChange.Changed, view)] : withState
                ? [new ActivityAdded(seq, Samples.Start, activity), new SessionChanged(seq, Samples.Start, count == 1 ? SessionChange.Started : SessionChange.Changed, view)]
                : [new ActivityAdded(seq, Samples.Start, activity)]);
            return activity;
        }
    }

    /// <summary>Time changed a session: it has the seq of the newest event.</summary>
    public void Timed(string session = "s1", string project = "p1", SessionStatus status = SessionStatus.Idle)
    {
        lock (_lock)
            Publish(LastSeq, [new SessionChanged(LastSeq, Samples.Start, SessionChange.StatusChanged, Samples.Session(session, project) with { Status = status })]);
    }

    public void Metrics(int messagesPerMinute)
    {
        lock (_lock)
            Publish(LastSeq, [new MetricsChanged(LastSeq, Samples.Start, new LiveMetrics { MessagesPerMinute = messagesPerMinute }, Samples.Minute)]);
    }

    public void Alert(string id)
    {
        lock (_lock)
            Publish(LastSeq + 1, [new AlertChanged(LastSeq + 1, Samples.Start, AlertPhase.Triggered, Samples.Alert(id))]);
    }

    /// <summary>Journalled events of which nobody is told anything.</summary>
    public void Silent(int events)
    {
        lock (_lock) Publish(LastSeq + events, []);
    }

    public void Publish(long lastSeq, IReadOnlyList<LiveChange> changes, bool more = false)
    {
        lock (_lock)
        {
            foreach (var change in changes)
            {
                if (change is SessionChanged s) _sessions[s.Session.SessionId] = s.Session;
                if (change is ActivityAdded a) _recent.Add(a.Activity);
            }
            LastSeq = lastSeq;
            var batch = new LiveBatch(_position, lastSeq, Replay: false, changes, more);
            _position += changes.Count;
            foreach (var subscriber in _subscribers) subscriber(batch);
        }
    }

    async IAsyncEnumerable<PastPage> ILivePast.ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var read = after; ; read += 100)
        {
            List<LiveChange> changes;
            long last;
            lock (_lock)
            {
                changes = [.. _recent.Where(a => a.Seq > read && a.Seq <= read + 100).Select(a => new ActivityAdded(a.Seq, a.Timestamp, a))];
                last = Math.Min(read + 100, LastSeq);
            }
            yield return new PastPage(last, changes);
            await ServerConditions.UntilAsync(() => LastSeq > read + 100, "there is more to read");
        }
    }

    ValueTask<SessionEvent[]> IJournal.AppendAsync(AppendBatch[] batches, CancellationToken cancel) => throw new NotSupportedException();
    IAsyncEnumerable<SessionEvent[]> IJournal.FollowAsync(long after, CancellationToken cancel) => throw new NotSupportedException();
    ValueTask<IReadOnlyList<SessionEvent>> IJournal.ReadSessionAsync(string sessionId, long before, int limit, CancellationToken cancel) => throw new NotSupportedException();
    ValueTask<IReadOnlyList<ReadPosition>> IJournal.ReadPositionsAsync(CancellationToken cancel) => throw new NotSupportedException();
}
