using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

internal enum LedgerKind : byte { Message, Prompt, Error, Compaction }

/// <summary>
/// Something that counts once, however many files repeat it, and the one session that owns it. There are as many of these
/// as messages: kept small.
/// </summary>
internal sealed class LedgerEntry(LedgerKind kind, SessionState holder, in Claim claim, bool backfill)
{
    public LedgerKind Kind => kind;
    /// <summary>Who was the first to hold it.</summary>
    public SessionState Holder => holder;
    public SessionState Owner { get; private set; } = claim.Owner;
    public AgentState? Agent { get; private set; } = claim.Agent;
    private Moment Born { get; set; } = claim.Born;
    private bool Copied { get; set; } = claim.Copied;
    private bool Marked { get; set; } = claim.Marked;
    /// <summary>When it first happened.</summary>
    public Moment At { get; set; } = claim.At;
    public bool Backfill { get; set; } = backfill;
    public string? Model { get; set; }
    /// <summary>Whether it is something that uses tokens, and says how many.</summary>
    public bool HasUsage { get; set; }
    public Used Used { get; set; }
    /// <summary>USD; 0 as long as the model has no known price.</summary>
    public decimal Cost { get; set; }
    public bool IsPriced { get; set; } = true;

    /// <summary>The claim on its ownership that won so far.</summary>
    public Claim Claim
    {
        get => new(Owner, Agent, At, Born, Copied, Marked);
        set => (Owner, Agent, Born, Copied, Marked) = (value.Owner, value.Agent, value.Born, value.Copied, value.Marked);
    }
}

/// <summary>A time in eight bytes.</summary>
internal readonly record struct Moment(long UtcTicks) : IComparable<Moment>
{
    public static implicit operator Moment(DateTimeOffset time) => new(time.UtcTicks);
    public static implicit operator DateTimeOffset(Moment moment) => new(moment.UtcTicks, TimeSpan.Zero);
    public int CompareTo(Moment other) => UtcTicks.CompareTo(other.UtcTicks);
}

/// <summary>Tokens of one message, as they count.</summary>
internal readonly record struct Used(uint Input, uint Output, uint CacheRead, uint CacheWrite5m, uint CacheWrite1h, uint WebSearches) : IComparable<Used>
{
    public static Used Of(TokenUsage usage) => new(Part(usage.Input), Part(usage.Output), Part(usage.CacheRead), Part(usage.CacheWrite5m), Part(usage.CacheWrite1h), Part(usage.WebSearches));

    public long CacheCreation => (long)CacheWrite5m + CacheWrite1h;
    public long Total => (long)Input + Output + CacheRead + CacheCreation;

    /// <summary>The last line of a message has the most output tokens. The rest only makes the order total.</summary>
    public int CompareTo(Used other) =>
        (Output, Total, Input, CacheRead, CacheWrite1h, WebSearches).CompareTo((other.Output, other.Total, other.Input, other.CacheRead, other.CacheWrite1h, other.WebSearches));

    private static uint Part(long tokens) => (uint)Math.Clamp(tokens, 0, uint.MaxValue);
}
