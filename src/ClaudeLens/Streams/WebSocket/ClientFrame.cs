using System.Buffers;
using System.Buffers.Binary;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>The header of a frame a client sent, checked as far as it can be read alone (RFC 6455, 5.2).</summary>
internal readonly record struct ClientFrame(Opcode Opcode, bool Final, int Length, uint Mask, int HeaderSize)
{
    private const int LargestHeader = 14;

    /// <returns>False when more bytes are needed.</returns>
    /// <exception cref="Violation">It breaks the protocol: said as soon as it shows, before its payload is there.</exception>
    public static bool TryRead(ReadOnlySequence<byte> buffer, int maxLength, out ClientFrame frame)
    {
        frame = default;
        if (buffer.Length < 2) return false;
        Span<byte> head = stackalloc byte[LargestHeader];
        var have = (int)Math.Min(buffer.Length, LargestHeader);
        buffer.Slice(0, have).CopyTo(head);

        if ((head[0] & 0x70) != 0) throw new Violation(CloseCode.ProtocolError, "a reserved bit is set");
        var opcode = (Opcode)(head[0] & 0x0f);
        var final = (head[0] & 0x80) != 0;
        if (!Enum.IsDefined(opcode)) throw new Violation(CloseCode.ProtocolError, "unknown opcode");
        if ((head[1] & 0x80) == 0) throw new Violation(CloseCode.ProtocolError, "a client's frame must be masked");
        var shortLength = head[1] & 0x7f;
        if (opcode >= Opcode.Close && (shortLength > 125 || !final))
            throw new Violation(CloseCode.ProtocolError, "a control frame is short and whole");

        var extra = shortLength switch { 126 => 2, 127 => 8, _ => 0 };
        if (have < 2 + extra) return false;
        var length = shortLength switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            127 => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
            _ => (ulong)shortLength,
        };
        if (extra == 2 && length < 126 || extra == 8 && length is <= ushort.MaxValue or > long.MaxValue)
            throw new Violation(CloseCode.ProtocolError, "a length must have its shortest form");
        if (length > (ulong)maxLength) throw new Violation(CloseCode.TooBig, $"a message may have {maxLength} bytes");
        var size = 2 + extra + 4;
        if (have < size) return false;
        frame = new ClientFrame(opcode, final, (int)length, BinaryPrimitives.ReadUInt32LittleEndian(head[(2 + extra)..]), size);
        return true;
    }

    public void CopyPayload(ReadOnlySequence<byte> buffer, Span<byte> to)
    {
        buffer.Slice(HeaderSize, Length).CopyTo(to);
        for (var i = 0; i < Length; i++) to[i] ^= (byte)(Mask >> ((i & 3) * 8));
    }
}

/// <summary>The peer broke the protocol: the socket is closed with this code.</summary>
internal sealed class Violation(ushort code, string reason) : Exception(reason)
{
    public ushort Code => code;
}
