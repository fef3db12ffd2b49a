using System.IO.Hashing;
using System.Runtime.InteropServices;
using ClaudeLens.Events;
using ClaudeLens.Pricing;

namespace ClaudeLens.Live.Fold;

/// <summary>
/// Everything that counts, once. Files repeat things: each content block repeats its message's usage (early ones with too
/// few output tokens), a fork copies the whole history. The order in which files are read must not matter, so an entry is
/// the greatest of all claims in an order that does not depend on it: the owner is the session a copy names, else the one
/// whose file is oldest; the usage is the largest. When a claim changes an entry, its old value is taken out of every sum
/// and the new one put in.
/// </summary>
internal sealed class Ledger(PriceBook prices, Action<LedgerEntry, int> count)
{
    private readonly Dictionary<UInt128, LedgerEntry> _entries = [];

    /// <summary>How often an entry that was there changed.</summary>
    public long Corrections { get; private set; }

    /// <param name="holder">Whose file says so: a fork holds what another session owns.</param>
    /// <returns>USD that the claim added, whoever owns it.</returns>
    public decimal Add(LedgerKind kind, string id, Claim claim, SessionState holder, string? model = null, TokenUsage? usage = null)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, Key(kind, id), out var known);
        if (!known)
        {
            slot = new LedgerEntry { Kind = kind, Owner = claim.Owner, Agent = claim.Agent, Marked = claim.Marked, Born = claim.Born, At = claim.At, Backfill = claim.Backfill };
            Use(slot, model, usage);
            holder.Holdings.Add(slot);
            count(slot, 1);
            return slot.Cost ?? 0;
        }

        var entry = slot!;
        holder.Holdings.Add(entry);
        var owns = Claim.Compare(claim, entry.Claim) < 0;
        var uses = usage is not null && (entry.Usage is null || Compare(model, usage, entry.Model, entry.Usage) > 0);
        var earlier = claim.At < entry.At;
        // What was read live once is new, whatever else repeats it.
        var live = entry.Backfill && !claim.Backfill;
        if (!owns && !uses && !earlier && !live) return 0;

        Corrections++;
        var before = entry.Cost ?? 0;
        count(entry, -1);
        if (owns) (entry.Owner, entry.Agent, entry.Marked, entry.Born) = (claim.Owner, claim.Agent, claim.Marked, claim.Born);
        if (earlier) entry.At = claim.At;
        if (live) entry.Backfill = false;
        if (uses) Use(entry, model, usage);
        else if (earlier) Use(entry, entry.Model, entry.Usage);
        count(entry, 1);
        return (entry.Cost ?? 0) - before;
    }

    /// <summary>Forgets what sessions owned that nobody asks for any more.</summary>
    public void Forget(IReadOnlySet<SessionState> sessions)
    {
        foreach (var (key, entry) in _entries)
        {
            if (sessions.Contains(entry.Owner)) _entries.Remove(key);
        }
    }

    private void Use(LedgerEntry entry, string? model, TokenUsage? usage)
    {
        (entry.Model, entry.Usage) = (model, usage);
        entry.Cost = usage is null ? 0 : prices.Cost(model ?? "", usage, entry.At);
    }

    /// <summary>The last line of a message has the most output tokens. The rest only makes the order total.</summary>
    private static int Compare(string? modelA, TokenUsage a, string? modelB, TokenUsage b)
    {
        var order = (a.Output, a.Total, a.Input, a.CacheRead, a.CacheWrite1h, a.WebSearches).CompareTo((b.Output, b.Total, b.Input, b.CacheRead, b.CacheWrite1h, b.WebSearches));
        return order != 0 ? order : string.CompareOrdinal(modelA, modelB);
    }

    private static UInt128 Key(LedgerKind kind, string id) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()), (long)kind);
}
