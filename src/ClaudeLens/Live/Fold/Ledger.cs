using System.IO.Hashing;
using System.Runtime.InteropServices;
using ClaudeLens.Events;
using ClaudeLens.Pricing;

namespace ClaudeLens.Live.Fold;

/// <summary>
/// Everything that counts, once. Files repeat things: each content block repeats its message's usage (early ones with too
/// few output tokens), a fork copies the whole history. The order in which files are read must not matter, so an entry is
/// the greatest of all claims in an order that does not depend on it: the owner is the session a copy names, else the one
/// with the oldest line, else the oldest file; the usage is the largest. When a claim changes an entry, its old value is taken out of every sum
/// and the new one put in.
/// </summary>
internal sealed class Ledger(PriceBook prices, Action<LedgerEntry, int> count)
{
    private readonly Dictionary<UInt128, LedgerEntry> _entries = [];

    /// <summary>How often something changed that others may be measured by: an entry, who holds it, what a client had counted.</summary>
    public long Changes { get; private set; }

    /// <param name="holder">Whose file says so: a fork holds what another session owns.</param>
    /// <returns>USD that the claim added, whoever owns it; and whether another session's file had it first.</returns>
    public (decimal Added, bool IsCopy) Add(LedgerKind kind, string id, in Claim claim, SessionState holder, SessionEvent e, string? model = null, TokenUsage? usage = null)
    {
        ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, Key(kind, id), out var known);
        if (!known)
        {
            slot = new LedgerEntry(kind, holder, claim, e.Backfill);
            if (usage is not null) Use(slot, model, usage, e.At);
            holder.Holdings.Add(slot);
            // Where a fork began, its first own line tells; forks of it are measured by that.
            if (holder.Family is not null) Changes++;
            count(slot, 1);
            return (slot.Cost, false);
        }

        var entry = slot!;
        var isCopy = entry.Holder != holder;
        if (isCopy)
        {
            if (holder.Holdings.AddCopy(entry)) Changes++;
            Relate(holder, entry.Holder);
        }
        var owns = Claim.Compare(claim, entry.Claim) < 0;
        var earlier = claim.At.CompareTo(entry.At) < 0;
        var uses = usage is not null && IsLarger(model, Used.Of(usage), entry, earlier);
        // What was read live once is new, whatever else repeats it.
        var live = entry.Backfill && !e.Backfill;
        if (!owns && !uses && !earlier && !live) return (0, isCopy);

        Changes++;
        var before = entry.Cost;
        count(entry, -1);
        if (owns) entry.Claim = claim;
        if (earlier) entry.At = claim.At;
        if (live) entry.Backfill = false;
        if (uses) Use(entry, model, usage!, e.At);
        count(entry, 1);
        return (entry.Cost - before, isCopy);
    }

    /// <summary>A client's own count, by our prices where the user set some.</summary>
    public void Add(ClientTotal total, Moment at, SessionState session)
    {
        Changes++;
        var cost = total.Models.Count == 0 ? total.CostUsd : total.Models.Sum(model => prices.CostOfTotal(model, at));
        session.Holdings.Add(new ClientCount(at, total.Since ?? DateTimeOffset.MinValue, cost));
    }

    /// <summary>From now on, what changes in one of them may change the other.</summary>
    private void Relate(SessionState a, SessionState b)
    {
        if (a.Family is { } known && known == b.Family) return;
        Changes++;
        HashSet<SessionState> family = [a, b, .. a.Family ?? [], .. b.Family ?? []];
        foreach (var member in family) member.Family = family;
    }

    /// <summary>Forgets what sessions owned that nobody asks for any more.</summary>
    public void Forget(IReadOnlySet<SessionState> sessions)
    {
        foreach (var session in sessions) session.Family?.Remove(session);
        foreach (var (key, entry) in _entries)
        {
            if (sessions.Contains(entry.Owner)) _entries.Remove(key);
        }
    }

    private void Use(LedgerEntry entry, string? model, TokenUsage usage, DateTimeOffset at)
    {
        var cost = prices.Cost(model ?? "", usage, at);
        (entry.Model, entry.HasUsage, entry.Used, entry.Cost, entry.IsPriced) = (model, true, Used.Of(usage), cost ?? 0, cost is not null);
    }

    /// <summary>Of the same usage at two times the earlier one is priced.</summary>
    private static bool IsLarger(string? model, in Used used, LedgerEntry entry, bool earlier)
    {
        if (!entry.HasUsage) return true;
        var order = used.CompareTo(entry.Used);
        if (order == 0) order = string.CompareOrdinal(model, entry.Model);
        return order > 0 || (order == 0 && earlier);
    }

    private static UInt128 Key(LedgerKind kind, string id) =>
        XxHash128.HashToUInt128(MemoryMarshal.AsBytes(id.AsSpan()), (long)kind);
}
