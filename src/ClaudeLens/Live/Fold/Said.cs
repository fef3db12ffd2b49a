using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>The newest or the oldest of what several files say, whichever of them is read first: of one moment, by agent.</summary>
internal readonly record struct Said(string? Text, DateTimeOffset At, string? AgentId)
{
    public Said OrNewer(string text, SessionEvent e) => Text is null || Order(e) >= 0 ? new(text, e.At, e.AgentId) : this;

    public Said OrOlder(string text, SessionEvent e) => Text is null || Order(e) < 0 ? new(text, e.At, e.AgentId) : this;

    private int Order(SessionEvent e) => e.At != At ? e.At.CompareTo(At) : string.CompareOrdinal(e.AgentId, AgentId);
}
