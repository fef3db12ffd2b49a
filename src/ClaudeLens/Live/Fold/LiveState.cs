using ClaudeLens.Events;
using ClaudeLens.Pricing;

namespace ClaudeLens.Live.Fold;

/// <summary>
/// The fold: <see cref="Apply"/> events in the journal's order, <see cref="Tick"/> as time passes, <see cref="Flush"/> to
/// learn what changed. No clock, no I/O, one thread: the same journal gives the same state everywhere.
/// </summary>
internal sealed class LiveState
{
    /// <summary>So long after its end a session is told of when something changes.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, SessionState> _sessions = [];
    private readonly HashSet<SessionState> _dirty = [];
    private readonly List<LiveChange> _changes = [];
    private readonly Queue<Activity> _feed = new();
    private readonly Totals _totals = new();
    private readonly Census _census = new();
    private readonly AlertBook _alerts = new();
    private readonly Ledger _ledger;
    private readonly LiveOptions _options;
    private readonly PriceBook _prices;
    private readonly TimeZoneInfo _zone;
    private long _flushedSeq;

    public LiveState(LiveOptions options, PriceBook prices, TimeZoneInfo zone)
    {
        (_options, _prices, _zone) = (options, prices, zone);
        _ledger = new Ledger(prices, Count);
    }

    public long Seq { get; private set; }
    /// <summary>The latest moment it was told of.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether a flush is due before this event, so that the history knows how many were open in each minute.</summary>
    public bool BeginsMinute(SessionEvent e) => e.SeenAt.UtcTicks / TimeSpan.TicksPerMinute > Now.UtcTicks / TimeSpan.TicksPerMinute;

    public void Apply(SessionEvent e)
    {
        Seq = e.Seq;
        if (e.SeenAt > Now) Now = e.SeenAt;
        // A clock ahead of ours would make things happen in the future.
        if (e.At > e.SeenAt) e = e with { At = e.SeenAt };
        if (e.Kind == EventKind.Alert)
        {
            if (_alerts.Apply(e) is { } alert) _changes.Add(new AlertChanged(e.Seq, e.At, e.Alert!.Phase, alert));
            return;
        }

        var session = Session(e.SessionId);
        var finished = session.Apply(e);
        var before = _ledger.Changes;
        var (cost, isCopy) = Account(session, e);
        _dirty.Add(session);
        if (_ledger.Changes != before && session.Family is { } family) _dirty.UnionWith(family);
        if (session.IsCopied(e, isCopy) || ActivityWriter.News(e, session.Project, cost, finished) is not { } activity) return;
        _feed.Enqueue(activity);
        while (_feed.Count > _options.FeedLength) _feed.Dequeue();
        _changes.Add(new ActivityAdded(e.Seq, e.At, activity));
    }

    /// <summary>Time passed: what rests on it is looked at again.</summary>
    public void Tick(DateTimeOffset now)
    {
        if (now > Now) Now = now;
        foreach (var session in _sessions.Values)
        {
            if (session.ChangesAt <= Now) _dirty.Add(session);
        }
    }

    /// <summary>
    /// What happened since the last flush, when all of it is of sessions that readers know: it need not wait until it is
    /// worked out how they are now. A flush tells the rest.
    /// </summary>
    public IReadOnlyList<LiveChange> News()
    {
        if (_changes.Count == 0) return [];
        foreach (var session in _dirty)
        {
            if (session.HasEvents && session.Told is not { EndedAt: null }) return [];
        }
        LiveChange[] news = [.. _changes];
        _changes.Clear();
        return news;
    }

    /// <summary>
    /// What changed since the last flush, in the order readers are told: sessions that began, what happened, how sessions
    /// are now. A session that changed many times is told once, as it is.
    /// </summary>
    public IReadOnlyList<LiveChange> Flush()
    {
        List<LiveChange> began = [], became = [];
        HashSet<SessionState>? forgotten = null;
        foreach (var session in _dirty)
        {
            // Known only as the one who paid for what a fork copied.
            if (!session.HasEvents) continue;
            var old = session.Told;
            var view = session.View(Now, _options, _prices, _ledger, old);
            if (view.EndedAt is { } ended && Now - ended > _options.KeepEnded)
            {
                (forgotten ??= []).Add(session);
                _census.Replace(old, null);
                continue;
            }
            session.Told = view;
            _census.Replace(old, view);
            if (old is null || old.EndedAt is not null)
            {
                if (view.EndedAt is null) began.Add(new SessionChanged(_flushedSeq, session.LastAt, SessionChange.Started, view));
                // Some clients write their last answer after they took leave.
                else if (old is not null && old != view && Now - view.EndedAt < LastWords) became.Add(new SessionChanged(Seq, view.LastActivity, SessionChange.Changed, view));
            }
            else if (view.EndedAt is not null) became.Add(new SessionChanged(Seq, view.EndedAt.Value, SessionChange.Ended, view));
            else if (old.Status != view.Status || old.WaitingFor != view.WaitingFor) became.Add(new SessionChanged(Seq, view.StatusSince, SessionChange.StatusChanged, view));
            else if (old != view) became.Add(new SessionChanged(Seq, view.LastActivity, SessionChange.Changed, view));
        }
        _dirty.Clear();
        if (forgotten is not null) Forget(forgotten);
        IReadOnlyList<LiveChange> all = [.. began, .. _changes, .. became];
        _changes.Clear();
        _flushedSeq = Seq;
        _totals.Open(_census.Open, Now);
        return all;
    }

    public LiveMetrics Metrics() => new()
    {
        MessagesPerMinute = _totals.MessagesPerMinute(Now),
        ActiveSessions = _census.Open,
        CostPerHourRate = _totals.CostPerHour(Now),
        ActiveProjects = _census.Projects,
        TokensPerMinute = _totals.TokensPerMinute(Now),
        Thinking = _census.Thinking,
        Working = _census.Working,
        Waiting = _census.Waiting,
        ErrorsPerMinute = _totals.ErrorsPerMinute(Now),
        ErrorsLastHour = _totals.ErrorsLastHour(Now),
        CostToday = _totals.CostSince(Midnight(), Now),
    };

    public MinutePoint ThisMinute() => _totals.ThisMinute(Now);

    public IReadOnlyList<MinutePoint> History() => _totals.History(Now);

    public LiveSnapshot Snapshot(string epoch, long position) => new()
    {
        Epoch = epoch,
        Seq = Seq,
        Position = position,
        AsOf = Now,
        ActiveSessions = [.. Views.Where(v => v.EndedAt is null).OrderByDescending(v => v.LastActivity).ThenBy(v => v.SessionId, StringComparer.Ordinal)],
        EndedSessions = [.. Views.Where(v => v.EndedAt is not null).OrderByDescending(v => v.EndedAt).ThenBy(v => v.SessionId, StringComparer.Ordinal)],
        RecentActivity = [.. _feed.Reverse()],
        Metrics = Metrics(),
        History = History(),
        SessionsKnownSince = _totals.SessionsKnownSince(Now),
        Alerts = _alerts.All,
    };

    private (decimal Cost, bool IsCopy) Account(SessionState session, SessionEvent e)
    {
        var agent = e.AgentId is { } agentId ? session.Agent(agentId) : null;
        // What has no file of its own (a hook, another machine) is as old as itself.
        var claim = new Claim(session, agent, e.At, e.Born ?? e.At, e.Copied);
        switch (e.Kind)
        {
            case EventKind.Message when e.Message is { Synthetic: false } message:
                if (message.PaidBySession is { } payer && payer != session.Id) claim = claim with { Owner = Session(payer), Agent = null, Marked = true };
                if (agent is null && session.Answered(e.At) is { Uuid: { } prompt } asked && claim.Marked) _ledger.Add(LedgerKind.Prompt, prompt, claim with { At = asked.At }, session, e);
                return _ledger.Add(LedgerKind.Message, message.Id, claim, session, e, message.Model, message.Usage);
            case EventKind.Prompt when agent is null && e.Uuid is { } uuid:
                session.Asked(uuid, e.At);
                return _ledger.Add(LedgerKind.Prompt, uuid, claim, session, e);
            case EventKind.ApiError when e.Uuid is { } uuid:
                return _ledger.Add(LedgerKind.Error, uuid, claim, session, e);
            case EventKind.ToolResult when e is { Outcome: { IsError: true, Denial: null } failed }:
                return _ledger.Add(LedgerKind.Error, failed.ToolUseId, claim, session, e);
            case EventKind.Compaction when e.Uuid is { } uuid:
                return _ledger.Add(LedgerKind.Compaction, uuid, claim, session, e);
            case EventKind.ClientTotal when agent is null && e.Total is { } total:
                _ledger.Add(total, e.At, session);
                break;
        }
        return default;
    }

    private void Count(LedgerEntry entry, int sign)
    {
        entry.Owner.Count(entry, sign, Now);
        _totals.Count(entry, sign, Now);
        _dirty.Add(entry.Owner);
    }

    /// <summary>All that were told of.</summary>
    private IEnumerable<SessionView> Views
    {
        get
        {
            foreach (var session in _sessions.Values)
            {
                if (session.Told is { } view) yield return view;
            }
        }
    }

    private SessionState Session(string id)
    {
        if (!_sessions.TryGetValue(id, out var session)) _sessions[id] = session = new SessionState(id);
        return session;
    }

    private void Forget(HashSet<SessionState> sessions)
    {
        _ledger.Forget(sessions);
        foreach (var session in sessions)
        {
            _sessions.Remove(session.Id);
        }
    }

    private DateTimeOffset Midnight()
    {
        var here = TimeZoneInfo.ConvertTime(Now, _zone);
        return new DateTimeOffset(here.Date, here.Offset);
    }
}
