using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace ClaudeLens.Events;

/// <summary>
/// What makes an event itself: the session it belongs to, its place in what it was read from, and its content.
/// The same line read twice has the same id, so the journal keeps it once. Ids of one session are neighbours and
/// grow with the place: the journal's unique index is appended to rather than scattered over (202k against 119k
/// rows a second here), and serves "all events of one session" too.
/// </summary>
public readonly record struct EventId(ulong Session, ulong Place, ulong Content)
{
    public const int Size = 24;

    /// <param name="place">Byte offset in a transcript; unix milliseconds for what was sent to us.</param>
    /// <param name="source">Which file or sender the place is in: two files of one session have the same offsets.</param>
    public static EventId Create(string sessionId, ulong place, string source, ReadOnlySpan<byte> content) =>
        Create(SessionKey(sessionId), place, SourceKey(source), content);

    /// <summary>The same, for who keeps the keys of what comes again and again.</summary>
    public static EventId Create(ulong sessionKey, ulong place, ulong sourceKey, ReadOnlySpan<byte> content) =>
        new(sessionKey, place, XxHash3.HashToUInt64(content, unchecked((long)sourceKey)));

    public static EventId Create(string sessionId, ulong place, string source, string content) =>
        new(SessionKey(sessionId), place, Hash(content, unchecked((long)SourceKey(source))));

    public static ulong SessionKey(string sessionId) => Hash(sessionId);

    public static ulong SourceKey(string source) => Hash(source);

    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt64BigEndian(to, Session);
        BinaryPrimitives.WriteUInt64BigEndian(to[8..], Place);
        BinaryPrimitives.WriteUInt64BigEndian(to[16..], Content);
    }

    public static EventId Read(ReadOnlySpan<byte> from) => new(
        BinaryPrimitives.ReadUInt64BigEndian(from),
        BinaryPrimitives.ReadUInt64BigEndian(from[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(from[16..]));

    public override string ToString() => $"{Session:x16}{Place:x16}{Content:x16}";

    private static ulong Hash(string text, long seed = 0)
    {
        Span<byte> buffer = stackalloc byte[512];
        return Encoding.UTF8.TryGetBytes(text, buffer, out var n)
            ? XxHash3.HashToUInt64(buffer[..n], seed)
            : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text), seed);
    }
}
