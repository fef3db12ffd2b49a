using System.Buffers.Binary;
using System.Text.Json;

namespace ClaudeLens.Tests.Streams;

/// <summary>What a viewer was written, as a client would read it.</summary>
internal static class Wire
{
    /// <summary>The frames of all messages that are whole.</summary>
    public static IEnumerable<JsonElement> Frames(byte[] bytes)
    {
        for (var at = 0; TryMessage(bytes, ref at, out var text);)
        {
            var json = JsonDocument.Parse(text).RootElement;
            if (json.ValueKind != JsonValueKind.Array) yield return json;
            else foreach (var frame in json.EnumerateArray()) yield return frame;
        }
    }

    private static bool TryMessage(byte[] bytes, ref int at, out ReadOnlyMemory<byte> text)
    {
        text = default;
        var rest = bytes.AsSpan(at);
        if (rest.Length < 2 || (rest[1] == 126 && rest.Length < 4) || (rest[1] == 127 && rest.Length < 10)) return false;
        var (header, length) = rest[1] switch
        {
            126 => (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..])),
            127 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian(rest[2..])),
            var n => (2, n),
        };
        if (rest.Length < header + length) return false;
        text = bytes.AsMemory(at + header, length);
        at += header + length;
        return true;
    }
}
