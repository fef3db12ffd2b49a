using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>
/// Who runs a session, and whether anybody still does. Its evidence comes from files that are read independently of each
/// other, so nothing here depends on the order it arrives in: a departure holds until something happens after it.
/// </summary>
internal sealed class Presence
{
    /// <summary>None or one, nearly always.</summary>
    private ProcessReport[] _processes = [];
    /// <summary>Those after which nothing happened that we know of.</summary>
    private Departure[] _departures = [];
    private Moment _workedAt;

    /// <summary>The living process; of several the one that spoke last. Null when none is known.</summary>
    public ProcessReport? Process => _processes.Length > 1 ? _processes.MaxBy(p => p.StatusSince ?? p.StartedAt) : _processes.Length > 0 ? _processes[0] : null;

    /// <summary>Null where it may be one of several (old clients in one folder).</summary>
    public int? Pid => _processes.Length == 1 || Process?.Status is not null ? Process?.Pid : null;

    /// <summary>Null while it may go on. What a hook or the process table told first, before what a line says; told twice it left once.</summary>
    public Departure? Left
    {
        get
        {
            Departure? left = null;
            foreach (var one in _departures)
            {
                if (one.KnownAt >= _workedAt && !IsDenied(one) && (left is null || one.Rank.CompareTo(left.Rank) < 0)) left = one;
            }
            return left is null ? null : left with { At = left.At > _workedAt ? left.At : _workedAt };
        }
    }

    /// <summary>When it was last known that nobody ran it: whatever was under way then is over, also when somebody takes it up again.</summary>
    public Moment GoneAt { get; private set; }

    public void Apply(SessionEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Process when e.Process is { Alive: true } process:
                _processes = [.. Others(process.Pid), process];
                break;
            case EventKind.Process when e.Process is { } process:
                _processes = [.. Others(process.Pid)];
                // It may have died long after its last word; that it is dead is known from now on.
                if (_processes.Length == 0) Leave(new(e.At, e.SeenAt, Evidence.Process, process.CleanExit ? "Ended" : "Its process is gone") { WasSeen = process.Pid != 0 });
                break;
            case EventKind.SessionEnded:
                Leave(new(e.At, e.At, Evidence.Hook, e.Summary ?? "Ended"));
                break;
            case EventKind.ClientTotal:
                // The last line a client writes. It says nothing while a process lives.
                Leave(new(e.At, e.At, Evidence.Transcript, "Ended"));
                break;
            case EventKind.State or EventKind.Title or EventKind.Subagent or EventKind.PermissionAsked:
                // Nor does what a hook tells, late perhaps, bring anybody back.
                break;
            default:
                if (e.At > _workedAt) _workedAt = e.At;
                break;
        }
    }

    /// <summary>By a living process: one that tells its status is believed first; one that does not may have been left for another session, which only a hook tells.</summary>
    private bool IsDenied(Departure departure)
    {
        foreach (var process in _processes)
        {
            if (process.Status is not null || departure.Evidence != Evidence.Hook || process.StartedAt > departure.KnownAt) return true;
        }
        return false;
    }

    private IEnumerable<ProcessReport> Others(int pid) => _processes.Where(p => p.Pid != pid);

    private void Leave(Departure departure)
    {
        if (departure.KnownAt > GoneAt) GoneAt = departure.KnownAt;
        if (!_departures.Contains(departure)) _departures = [.. _departures.Where(d => d.KnownAt >= _workedAt), departure];
    }
}

/// <param name="At">When it left.</param>
/// <param name="KnownAt">What happened later happened after it.</param>
internal sealed record Departure(DateTimeOffset At, DateTimeOffset KnownAt, Evidence Evidence, string Reason)
{
    /// <summary>False where it was found left.</summary>
    public bool WasSeen { get; init; } = true;

    /// <summary>Lowest first: who was told of it first, by the process table or a hook; then by a line; then who found it left.</summary>
    public (bool WasFound, bool ByLine, DateTimeOffset KnownAt, Evidence Evidence) Rank => (!WasSeen, Evidence == Evidence.Transcript, KnownAt, Evidence);
}
