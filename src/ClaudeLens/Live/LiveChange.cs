using ClaudeLens.Events;

namespace ClaudeLens.Live;

/// <summary>Something that readers of a stream are told, at a place in the journal.</summary>
/// <param name="Seq">The event it comes from; for what time alone changed, the newest event before it.</param>
public abstract record LiveChange(long Seq, DateTimeOffset At);

public sealed record ActivityAdded(long Seq, DateTimeOffset At, Activity Activity) : LiveChange(Seq, At);

public sealed record SessionChanged(long Seq, DateTimeOffset At, SessionChange What, SessionView Session) : LiveChange(Seq, At);

public sealed record MetricsChanged(long Seq, DateTimeOffset At, LiveMetrics Metrics, MinutePoint Minute) : LiveChange(Seq, At)
{
    /// <summary>How the sources are doing: like metrics, state of which the newest counts.</summary>
    public ScanState? Scan { get; init; }
    public IReadOnlyList<Problem> Problems { get; init; } = [];
}

public sealed record AlertChanged(long Seq, DateTimeOffset At, AlertPhase Phase, AlertView Alert) : LiveChange(Seq, At);

public enum SessionChange { Started, Ended, StatusChanged, Changed }

/// <summary>The changes of one step of the fold, in order.</summary>
/// <param name="Position">How many changes were published before the first of these.</param>
/// <param name="LastSeq">Everything in the journal up to here is folded in.</param>
/// <param name="Replay">Read from the journal at start-up: it was announced in an earlier life.</param>
/// <param name="More">How the sessions are now that this happened to follows at once.</param>
public sealed record LiveBatch(long Position, long LastSeq, bool Replay, IReadOnlyList<LiveChange> Changes, bool More = false);
