using System.IO.Hashing;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>Brings together a title and the session of the line it names, in whatever order they are read. Bounded.</summary>
internal sealed class Titles
{
    private const int Most = 4096;
    private readonly Dictionary<ulong, (string Session, DateTimeOffset At)> _sessions = [];
    private readonly Queue<ulong> _order = new();
    private readonly Dictionary<ulong, string> _waiting = [];

    public (string Session, string Text, DateTimeOffset At)? Told(ReadOnlySpan<byte> leaf, string? text)
    {
        if (leaf.IsEmpty || string.IsNullOrEmpty(text))
            return null;
        var key = XxHash3.HashToUInt64(leaf);
        if (_sessions.TryGetValue(key, out var session))
            return (session.Session, text, session.At);
        if (_waiting.Count < Most)
            _waiting[key] = text;
        return null;
    }

    public (string Session, string Text, DateTimeOffset At)? Seen(ReadOnlySpan<byte> uuid, string session, DateTimeOffset at)
    {
        var key = XxHash3.HashToUInt64(uuid);
        if (_sessions.TryAdd(key, (session, at)))
            _order.Enqueue(key);
        if (_order.Count > Most)
            _sessions.Remove(_order.Dequeue());
        return _waiting.Count > 0 && _waiting.Remove(key, out var text) ? (session, text, at) : null;
    }
}
