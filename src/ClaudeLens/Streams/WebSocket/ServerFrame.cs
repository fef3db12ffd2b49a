using System.Buffers.Binary;
using System.Text;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>
/// RFC 6455 frames as a server sends them: never masked, so header and payload are the same bytes for every viewer and are
/// encoded once for all of them.
/// </summary>
internal static class ServerFrame
{
    public const int MaxHeader = 10;

    /// <summary>Writes the header of one unfragmented frame.</summary>
    /// <returns>How many bytes it took.</returns>
    public static int WriteHeader(Span<byte> to, Opcode opcode, int length)
    {
        to[0] = (byte)(0x80 | (byte)opcode);
        if (length < 126)
        {
            to[1] = (byte)length;
            return 2;
        }
        if (length <= ushort.MaxValue)
        {
            to[1] = 126;
            BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)length);
            return 4;
        }
        to[1] = 127;
        BinaryPrimitives.WriteUInt64BigEndian(to[2..], (ulong)length);
        return MaxHeader;
    }

    public static int HeaderSize(int length) => length < 126 ? 2 : length <= ushort.MaxValue ? 4 : MaxHeader;

    public static byte[] Encode(Opcode opcode, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderSize(payload.Length) + payload.Length];
        payload.CopyTo(frame.AsSpan(WriteHeader(frame, opcode, payload.Length)));
        return frame;
    }

    /// <summary>What an encoded frame carries.</summary>
    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> frame) => frame[(frame[1] switch { 126 => 4, 127 => MaxHeader, _ => 2 })..];

    public static byte[] Close(ushort code, string reason = "")
    {
        if (code == CloseCode.None) return Encode(Opcode.Close, []);
        Span<byte> payload = stackalloc byte[125];
        BinaryPrimitives.WriteUInt16BigEndian(payload, code);
        Encoding.UTF8.TryGetBytes(reason, payload[2..], out var n);
        return Encode(Opcode.Close, payload[..(2 + n)]);
    }
}
