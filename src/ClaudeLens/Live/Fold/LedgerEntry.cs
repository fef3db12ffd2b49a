using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

internal enum LedgerKind : byte { Message, Prompt, Error, Compaction }

/// <summary>Something that counts once, however many files repeat it, and the one session that owns it.</summary>
internal sealed class LedgerEntry
{
    public required LedgerKind Kind { get; init; }
    public required SessionState Owner { get; set; }
    public AgentState? Agent { get; set; }
    public required bool Marked { get; set; }
    public required DateTimeOffset Born { get; set; }
    public required DateTimeOffset At { get; set; }
    public required bool Backfill { get; set; }
    public string? Model { get; set; }
    public TokenUsage? Usage { get; set; }
    /// <summary>Null when the model has no known price.</summary>
    public decimal? Cost { get; set; }

    /// <summary>The claim that won so far.</summary>
    public Claim Claim => new(Owner, Agent, Marked, Born, At, Backfill);
}

/// <summary>One line's word on who owns an entry.</summary>
/// <param name="Marked">A copied line names the owner.</param>
/// <param name="Born">When the file was begun.</param>
internal readonly record struct Claim(SessionState Owner, AgentState? Agent, bool Marked, DateTimeOffset Born, DateTimeOffset At, bool Backfill)
{
    /// <summary>Below zero: the first one owns. What a copy names, a subagent's own transcript, the oldest file; the rest only makes the order total.</summary>
    public static int Compare(in Claim a, in Claim b)
    {
        if (a.Marked != b.Marked) return a.Marked ? -1 : 1;
        if (a.Agent is null != b.Agent is null) return a.Agent is null ? 1 : -1;
        if (a.Born != b.Born) return a.Born.CompareTo(b.Born);
        if (a.Owner != b.Owner) return string.CompareOrdinal(a.Owner.Id, b.Owner.Id);
        return string.CompareOrdinal(a.Agent?.Id, b.Agent?.Id);
    }
}
