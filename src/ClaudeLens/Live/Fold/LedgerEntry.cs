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
}

/// <summary>One line's word on who owns an entry and what it used.</summary>
internal readonly record struct Claim(SessionState Owner, AgentState? Agent, bool Marked, DateTimeOffset Born, DateTimeOffset At, bool Backfill);
