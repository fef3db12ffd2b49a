using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text.Unicode;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>A whole message, or a control frame between the fragments of one.</summary>
internal readonly record struct ClientMessage(Opcode Opcode, ReadOnlyMemory<byte> Payload)
{
    public ushort CloseCode => Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(Payload.Span) : WebSocket.CloseCode.None;
}

/// <summary>Reads what a client sends, until the connection ends.</summary>
internal sealed class ClientMessages(PipeReader input, int maxMessage)
{
    private byte[] _fragments = [];
    private Opcode? _fragmented;

    /// <returns>Null at the end of the connection.</returns>
    /// <exception cref="Violation">The client broke the protocol.</exception>
    public async ValueTask<ClientMessage?> ReadAsync()
    {
        while (true)
        {
            var read = await input.ReadAsync();
            var buffer = read.Buffer;
            var taken = Take(ref buffer, out var message);
            input.AdvanceTo(buffer.Start, taken ? buffer.Start : buffer.End);
            if (message is not null) return message;
            if (!taken && (read.IsCompleted || read.IsCanceled)) return null;
        }
    }

    /// <returns>Whether a frame was taken; the message is there when it ends with that frame.</returns>
    private bool Take(ref ReadOnlySequence<byte> buffer, out ClientMessage? message)
    {
        message = null;
        var room = maxMessage - _fragments.Length;
        if (!ClientFrame.TryRead(buffer, Math.Max(room, 125), out var frame)) return false;
        if (frame.Opcode < Opcode.Close) CheckOrder(frame, room);
        if (buffer.Length < frame.HeaderSize + frame.Length) return false;

        var payload = new byte[frame.Length];
        frame.CopyPayload(buffer, payload);
        buffer = buffer.Slice(frame.HeaderSize + frame.Length);
        message = frame.Opcode < Opcode.Close ? Data(frame, payload) : Control(frame.Opcode, payload);
        return true;
    }

    private void CheckOrder(ClientFrame frame, int room)
    {
        if (frame.Length > room) throw new Violation(CloseCode.TooBig, $"a message may have {maxMessage} bytes");
        if ((frame.Opcode == Opcode.Continuation) == (_fragmented is not null)) return;
        throw new Violation(CloseCode.ProtocolError, _fragmented is null ? "nothing to continue" : "the message before is not finished");
    }

    private ClientMessage? Data(ClientFrame frame, byte[] payload)
    {
        if (_fragmented is not null || !frame.Final) _fragments = [.. _fragments, .. payload];
        if (!frame.Final)
        {
            _fragmented ??= frame.Opcode;
            return null;
        }
        var message = _fragmented is { } first ? new ClientMessage(first, _fragments) : new ClientMessage(frame.Opcode, payload);
        (_fragments, _fragmented) = ([], null);
        if (message.Opcode == Opcode.Text && !Utf8.IsValid(message.Payload.Span)) throw new Violation(CloseCode.InvalidText, "text must be UTF-8");
        return message;
    }

    private static ClientMessage Control(Opcode opcode, byte[] payload)
    {
        var message = new ClientMessage(opcode, payload);
        if (opcode != Opcode.Close || payload.Length == 0) return message;
        if (payload.Length == 1 || !CloseCode.MayBeReceived(message.CloseCode)) throw new Violation(CloseCode.ProtocolError, "no such close code");
        if (!Utf8.IsValid(payload.AsSpan(2))) throw new Violation(CloseCode.InvalidText, "a close reason must be UTF-8");
        return message;
    }
}
