namespace ClaudeLens.Live.Fold;

/// <summary>
/// All that a session's files hold, its own and what it inherited by a fork, beside what the client itself counted until
/// its last exit: the difference is in no transcript.
/// </summary>
internal sealed class Holdings
{
    private readonly List<LedgerEntry> _entries = [];
    private HashSet<LedgerEntry>? _copies;
    private decimal? _total;
    private Moment _totalAt;
    private (int Entries, long Corrections) _seen = (-1, 0);
    private decimal _unattributed;

    /// <summary>It is the first to hold it.</summary>
    public void Add(LedgerEntry entry) => _entries.Add(entry);

    /// <summary>Another session's files held it before.</summary>
    public void AddCopy(LedgerEntry entry)
    {
        if ((_copies ??= []).Add(entry)) _entries.Add(entry);
    }

    /// <summary>USD by the client's own count, everything it inherited included.</summary>
    public void Total(decimal cost, Moment at)
    {
        var order = _total is null ? 1 : at.CompareTo(_totalAt);
        if (order < 0 || (order == 0 && cost <= _total)) return;
        (_total, _totalAt) = (cost, at);
        _seen = (-1, 0);
    }

    /// <summary>USD that no transcript holds. Never below zero: after a kill the client counts from the resume on only.</summary>
    /// <param name="corrections">How often any entry changed its cost: what was added up before may be stale.</param>
    public decimal Unattributed(long corrections)
    {
        if (_total is not { } total || _seen == (_entries.Count, corrections)) return _unattributed;
        _seen = (_entries.Count, corrections);
        decimal held = 0;
        foreach (var entry in _entries)
        {
            if (entry.At.CompareTo(_totalAt) <= 0) held += entry.Cost;
        }
        return _unattributed = Math.Max(0, decimal.Round(total - held, 6));
    }
}
