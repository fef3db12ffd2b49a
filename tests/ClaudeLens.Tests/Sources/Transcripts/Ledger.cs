using ClaudeLens.Events;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>An independent count of what events say: every message once, by its largest usage, in its owner's session.</summary>
internal static class Ledger
{
    public readonly record struct Tokens(long Input, long Output, long CacheRead, long CacheCreate)
    {
        public static Tokens operator +(Tokens a, Tokens b) =>
            new(a.Input + b.Input, a.Output + b.Output, a.CacheRead + b.CacheRead, a.CacheCreate + b.CacheCreate);
    }

    public static Dictionary<string, Tokens> Messages(IEnumerable<SessionEvent> events) => events
        .Where(e => e.Message is { Synthetic: false, Usage: not null })
        .GroupBy(e => e.Message!.Id)
        .ToDictionary(g => g.Key, g => g.Select(e => e.Message!.Usage!).MaxBy(u => u.Output) is { } u
            ? new Tokens(u.Input, u.Output, u.CacheRead, u.CacheWrite5m + u.CacheWrite1h) : default);
}
