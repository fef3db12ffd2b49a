using System.Buffers;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>Frames on their way into one write: one a message, or all in one message's array.</summary>
internal sealed class MessageBuffer
{
    private const int Enough = 64 * 1024;
    private readonly ArrayBufferWriter<byte> _bytes = new(Enough / 4);

    public int Frames { get; private set; }

    /// <summary>The frame that fills it may be the last.</summary>
    public bool Full => _bytes.WrittenCount > Enough;

    public void Add(ReadOnlySpan<byte> json, bool arrays)
    {
        if (arrays) _bytes.Write(Frames == 0 ? "["u8 : ","u8);
        else _bytes.Advance(ServerFrame.WriteHeader(_bytes.GetSpan(ServerFrame.MaxHeader), Opcode.Text, json.Length));
        _bytes.Write(json);
        Frames++;
    }

    /// <returns>Encoded WebSocket frames; empty when there are none.</returns>
    public byte[] Take(bool arrays)
    {
        var taken = arrays ? Message() : _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        Frames = 0;
        return taken;
    }

    /// <summary>One frame stands alone, several in an array.</summary>
    private byte[] Message()
    {
        if (Frames == 0) return [];
        if (Frames == 1) return ServerFrame.Encode(Opcode.Text, _bytes.WrittenSpan[1..]);
        _bytes.Write("]"u8);
        return ServerFrame.Encode(Opcode.Text, _bytes.WrittenSpan);
    }
}
