using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;

namespace ClaudeLens.Load.Readers;

/// <summary>One viewer: what it got, in which order, how late. It knows whether it missed or repeated anything.</summary>
/// <param name="contiguous">Every seq is a message: one that is left out was lost.</param>
internal sealed class Reader(Latencies latencies, bool contiguous = true)
{
    private static readonly byte[] Closed = [0x88, 0x80, 0, 0, 0, 0];
    /// <summary>No batch of frames is as large.</summary>
    private const long Large = 1_000_000;
    private byte[] _rest = [];
    private long _skip;
    private byte[] _parts = [];

    public Latencies Latencies => latencies;
    public long LastSeq { get; private set; }
    public long FirstSeq { get; private set; }
    public long Messages { get; private set; }
    public long Lost { get; private set; }
    public long Repeated { get; private set; }
    public bool Ended { get; private set; }
    public int CloseCode { get; private set; }
    /// <summary>What it owes the server: an answer to a ping.</summary>
    public byte[]? Answer { get; set; }

    public static long MeasureFrom { get; set; }

    /// <summary>What was left of the bytes before; the next ones come behind it.</summary>
    public ReadOnlySpan<byte> Rest => _rest;

    public void Take(ReadOnlySpan<byte> bytes)
    {
        var now = Stopwatch.GetTimestamp();
        Skip(ref bytes);
        while (TryFrame(bytes, out var opcode, out var payload, out var size))
        {
            if (opcode <= 1) Part(payload, final: bytes[0] >= 0x80, now);
            else if (opcode == 9) Answer = Pong(payload);
            else if (opcode == 8)
            {
                (Ended, Answer) = (true, Closed);
                CloseCode = payload.Length < 2 ? 0 : BinaryPrimitives.ReadUInt16BigEndian(payload);
            }
            bytes = bytes[size..];
        }
        if (_skip == 0 && bytes.Length >= 10 && bytes[1] == 127 && BinaryPrimitives.ReadInt64BigEndian(bytes[2..]) is > Large and var length)
        {
            _skip = 10 + length;
            Skip(ref bytes);
        }
        if (bytes.Length > 0 || _rest.Length > 0) _rest = bytes.ToArray();
    }

    /// <summary>A snapshot of thousands of sessions is nothing to be kept.</summary>
    private void Skip(ref ReadOnlySpan<byte> bytes)
    {
        var skipped = (int)Math.Min(_skip, bytes.Length);
        _skip -= skipped;
        bytes = bytes[skipped..];
    }

    public void End() => Ended = true;

    /// <summary>It comes back on another connection: what it had of a message is gone.</summary>
    public void Restart() => (_rest, _parts, _skip, Answer) = ([], [], 0, null);

    private void Part(ReadOnlySpan<byte> payload, bool final, long now)
    {
        if (!final || _parts.Length > 0) _parts = [.. _parts, .. payload];
        if (!final) return;
        Text(_parts.Length > 0 ? _parts : payload, now);
        _parts = [];
    }

    /// <param name="text">A whole message.</param>
    public void Text(ReadOnlySpan<byte> text, long now)
    {
        for (int at; (at = text.IndexOf("\"new_message\",\"seq\":"u8)) >= 0;)
        {
            text = text[(at + 20)..];
            if (!Utf8Parser.TryParse(text, out long seq, out _)) throw new InvalidDataException("a frame without a seq");
            text = text[(text.IndexOf("@@"u8) + 2)..];
            if (!Utf8Parser.TryParse(text, out long then, out var digits)) throw new InvalidDataException("a frame without its time");
            text = text[digits..];
            Count(seq);
            if (then >= MeasureFrom) latencies.Add((now - then) * 1e6 / Stopwatch.Frequency);
        }
    }

    private void Count(long seq)
    {
        Messages++;
        if (FirstSeq == 0) FirstSeq = seq;
        else if (seq <= LastSeq) Repeated++;
        else if (contiguous) Lost += seq - LastSeq - 1;
        LastSeq = Math.Max(LastSeq, seq);
    }

    private static bool TryFrame(ReadOnlySpan<byte> bytes, out int opcode, out ReadOnlySpan<byte> payload, out int size)
    {
        (opcode, size) = (0, 0);
        payload = default;
        if (bytes.Length < 2) return false;
        opcode = bytes[0] & 0x0f;
        var (length, header) = ((long)bytes[1], 2);
        if (length == 126)
        {
            if (bytes.Length < 4) return false;
            (length, header) = (BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4);
        }
        else if (length == 127)
        {
            if (bytes.Length < 10) return false;
            (length, header) = (BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), 10);
        }
        if (bytes.Length < header + length) return false;
        payload = bytes.Slice(header, (int)length);
        size = header + (int)length;
        return true;
    }

    private static byte[] Pong(ReadOnlySpan<byte> payload)
    {
        var frame = new byte[6 + payload.Length];
        (frame[0], frame[1]) = (0x8a, (byte)(0x80 | payload.Length));
        payload.CopyTo(frame.AsSpan(6));
        return frame;
    }
}
