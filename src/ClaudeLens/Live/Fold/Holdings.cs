namespace ClaudeLens.Live.Fold;

/// <summary>
/// All that a session's files hold, its own and what it inherited by a fork, beside what the client itself counted until
/// its last exit: the difference is in no transcript.
/// </summary>
internal sealed class Holdings(SessionState session)
{
    /// <summary>Forks of forks are followed so far up.</summary>
    private const int Deepest = 16;

    private readonly List<LedgerEntry> _entries = [];
    private HashSet<LedgerEntry>? _copies;
    /// <summary>What the client had counted at each of its exits, oldest first.</summary>
    private ClientCount[] _counts = [];
    private Moment[] _kills = [];
    private (int Entries, long Changes) _seen = (-1, 0);
    private decimal _unattributed;

    /// <summary>It is the first to hold it.</summary>
    public void Add(LedgerEntry entry) => _entries.Add(entry);

    /// <summary>Another session's files held it before.</summary>
    /// <returns>Whether that is new.</returns>
    public bool AddCopy(LedgerEntry entry)
    {
        if (!(_copies ??= []).Add(entry)) return false;
        _entries.Add(entry);
        return true;
    }

    public void Add(in ClientCount count) => _counts = [.. _counts.Append(count).Order()];

    /// <summary>Its client ended without a word: what it did since the last exit is in no count.</summary>
    public void Kill(Moment at) => (_kills, _seen) = ([.. _kills, at], (-1, 0));

    /// <summary>USD that no transcript holds. Never below zero: what a client did that nobody saw being killed is in no count.</summary>
    /// <param name="changes">The ledger's: after more of them, what was added up may be stale.</param>
    public decimal Unattributed(long changes)
    {
        if (_counts.Length == 0 || _seen == (_entries.Count, changes)) return _unattributed;
        _seen = (_entries.Count, changes);
        var last = _counts[^1];
        var resumed = FirstAfter(last.At);
        var lost = Array.ConvertAll(_kills, kill => (From: BeganBefore(kill), To: kill));
        decimal own = 0, inherited = 0;
        foreach (var entry in _entries)
        {
            if (entry.At.CompareTo(last.Since) < 0 || entry.At.CompareTo(resumed) >= 0) continue;
            if (entry.Owner != session) inherited += entry.Cost;
            else if (!Array.Exists(lost, run => entry.At.CompareTo(run.From) >= 0 && entry.At.CompareTo(run.To) <= 0)) own += entry.Cost;
        }
        // What the session it was forked from has in no transcript is that one's own affair.
        var held = own + (CountAtFork(last.Since, Deepest)?.Cost ?? inherited);
        // The client adds up doubles: its last digits are noise.
        return _unattributed = Math.Max(0, decimal.Round(last.Cost - held, 9));
    }

    /// <summary>The run that a kill ended: what follows the count before.</summary>
    private Moment BeganBefore(Moment kill)
    {
        for (var i = _counts.Length - 1; i >= 0; i--)
        {
            if (_counts[i].At.CompareTo(kill) <= 0) return FirstAfter(_counts[i].At);
        }
        return DateTimeOffset.MinValue;
    }

    /// <summary>A count's line has no time but that of the main chain's last; a subagent may have had the last word before it.</summary>
    private Moment FirstAfter(Moment count)
    {
        Moment first = DateTimeOffset.MaxValue;
        foreach (var entry in _entries)
        {
            if (entry.Owner == session && entry.Agent is null && entry.At.CompareTo(count) > 0 && entry.At.CompareTo(first) < 0) first = entry.At;
        }
        return first;
    }

    /// <summary>A fork's client counts on from where that of the session it was forked from had got to.</summary>
    private ClientCount? CountAtFork(Moment since, int depth)
    {
        Moment begun = DateTimeOffset.MaxValue;
        LedgerEntry? newest = null;
        foreach (var entry in _entries)
        {
            if (entry.Owner == session)
            {
                if (entry.At.CompareTo(begun) < 0) begun = entry.At;
            }
            else if (IsNewer(entry, newest)) newest = entry;
        }
        if (newest is null || depth == 0) return null;
        var parent = newest.Owner.Holdings;
        for (var i = parent._counts.Length - 1; i >= 0; i--)
        {
            if (parent._counts[i].Since == since && parent._counts[i].At.CompareTo(begun) <= 0) return parent._counts[i];
        }
        // Itself a fork that had not counted yet.
        return parent.CountAtFork(since, depth - 1);
    }

    private static bool IsNewer(LedgerEntry entry, LedgerEntry? than) =>
        than is null || (entry.At, entry.Owner.Id).CompareTo((than.At, than.Owner.Id)) > 0;
}

/// <summary>What a client had counted at one of its exits.</summary>
/// <param name="Since">When it began to count. A resume and a fork count on from the last exit; after a kill it begins anew.</param>
/// <param name="Cost">USD.</param>
internal readonly record struct ClientCount(Moment At, Moment Since, decimal Cost) : IComparable<ClientCount>
{
    public int CompareTo(ClientCount other) => (At, Cost, Since).CompareTo((other.At, other.Cost, other.Since));
}
