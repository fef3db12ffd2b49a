namespace ClaudeLens.Live.Fold;

/// <summary>The numbers of all sessions together, over sliding windows and minute by minute.</summary>
internal sealed class Totals
{
    private const int HistoryMinutes = 180;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Quarter = TimeSpan.FromMinutes(15);
    private readonly Buckets<int> _messages = new(TimeSpan.FromSeconds(1), 60), _errors = new(TimeSpan.FromSeconds(1), 60);
    private readonly Buckets<long> _tokens = new(TimeSpan.FromSeconds(1), 60);
    private readonly Buckets<decimal> _cost = new(TimeSpan.FromSeconds(5), 60);
    private readonly Buckets<int> _minuteMessages = new(Minute, HistoryMinutes), _minuteErrors = new(Minute, HistoryMinutes), _minuteSessions = new(Minute, HistoryMinutes);
    private readonly Buckets<long> _minuteTokens = new(Minute, HistoryMinutes);
    private readonly Buckets<decimal> _minuteCost = new(Minute, HistoryMinutes);
    /// <summary>Midnight is at a quarter of an hour everywhere.</summary>
    private readonly Buckets<decimal> _quarterCost = new(Quarter, 101);
    private DateTimeOffset? _countedSince;
    private DateTimeOffset _openSince;
    private int _open;

    public int MessagesPerMinute(DateTimeOffset now) => _messages.Sum(now);
    /// <summary>The first minute of which it is known how many sessions were open: before, nobody looked.</summary>
    public DateTimeOffset SessionsKnownSince(DateTimeOffset now) => _countedSince ?? StartOf(now);
    public long TokensPerMinute(DateTimeOffset now) => _tokens.Sum(now);
    public decimal CostPerHour(DateTimeOffset now) => _cost.Sum(now) * 12;
    public int ErrorsPerMinute(DateTimeOffset now) => _errors.Sum(now);
    public int ErrorsLastHour(DateTimeOffset now) => _minuteErrors.ToArray(now)[^60..].Sum();

    /// <summary>USD since a midnight of at most a day ago.</summary>
    public decimal CostSince(DateTimeOffset midnight, DateTimeOffset now)
    {
        var quarters = (int)((now - midnight) / Quarter) + 1;
        return _quarterCost.ToArray(now)[^Math.Clamp(quarters, 1, 101)..].Sum();
    }

    public void Count(LedgerEntry entry, int sign, DateTimeOffset now)
    {
        if (entry.Kind == LedgerKind.Compaction) return;
        if (entry.Kind == LedgerKind.Error)
        {
            _minuteErrors.Add(entry.At, sign, now);
            if (!entry.Backfill) _errors.Add(entry.At, sign, now);
            return;
        }
        var tokens = sign * entry.Used.Total;
        var cost = sign * entry.Cost;
        _minuteMessages.Add(entry.At, sign, now);
        _minuteTokens.Add(entry.At, tokens, now);
        _minuteCost.Add(entry.At, cost, now);
        _quarterCost.Add(entry.At, cost, now);
        // What was there before we came is history, never "a minute".
        if (entry.Backfill) return;
        _messages.Add(entry.At, sign, now);
        _tokens.Add(entry.At, tokens, now);
        _cost.Add(entry.At, cost, now);
    }

    /// <summary>
    /// Sessions that were open when the minute ended, in the one that runs, now; in minutes nobody looked at, as many as before.
    /// Not the most at once: at a start all that were open when their transcripts ended are, until it is seen that they are gone.
    /// </summary>
    public void Open(int sessions, DateTimeOffset now)
    {
        // Flushed before it was told of any moment.
        if (now == default) return;
        var minute = StartOf(now);
        _countedSince ??= minute;
        for (var ago = Math.Min((minute - _openSince).Ticks / Minute.Ticks, HistoryMinutes) - 1; ago > 0; ago--)
            _minuteSessions.Add(now - Minute * ago, _open, now);
        (_openSince, _open) = (minute, sessions);
        _minuteSessions.Add(now, sessions - _minuteSessions.Newest(now), now);
    }

    /// <summary>The minute that runs.</summary>
    public MinutePoint ThisMinute(DateTimeOffset now) =>
        new(StartOf(now), _minuteMessages.Newest(now), _minuteCost.Newest(now), _minuteTokens.Newest(now), _minuteErrors.Newest(now), _minuteSessions.Newest(now));

    public IReadOnlyList<MinutePoint> History(DateTimeOffset now)
    {
        var (messages, cost, tokens) = (_minuteMessages.ToArray(now), _minuteCost.ToArray(now), _minuteTokens.ToArray(now));
        var (errors, sessions) = (_minuteErrors.ToArray(now), _minuteSessions.ToArray(now));
        var current = StartOf(now);
        var points = new MinutePoint[HistoryMinutes];
        for (var i = 0; i < points.Length; i++)
            points[i] = new(current - Minute * (points.Length - 1 - i), messages[i], cost[i], tokens[i], errors[i], sessions[i]);
        return points;
    }

    private static DateTimeOffset StartOf(DateTimeOffset now) => new(now.UtcTicks / Minute.Ticks * Minute.Ticks, TimeSpan.Zero);
}
