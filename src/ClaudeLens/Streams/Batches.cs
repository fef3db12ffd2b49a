using System.Buffers;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>What one write carries, and where it leaves its viewer.</summary>
/// <param name="Bytes">Encoded WebSocket frames; empty when nothing in the range concerns the viewer.</param>
/// <param name="To">Position after it.</param>
/// <param name="Seq">Everything up to here has been said.</param>
internal sealed record Batch(ReadOnlyMemory<byte> Bytes, long To, long Seq);

/// <summary>
/// Cuts the tail into writes: as many frames as are ready, in one write. Viewers at the same position with the same wishes
/// share the bytes, so a thousand that keep up cost one encoding. Used on the pump only.
/// </summary>
internal sealed class Batches(Tail tail)
{
    private const int MaxFrames = 512;
    private const int MaxBytes = 64 * 1024;
    /// <summary>A viewer this many frames behind is given the newest state of each session, not every one.</summary>
    private const int ConflateAfter = 256;

    private readonly Dictionary<Key, Batch> _made = [];
    private readonly List<Frame> _frames = new(MaxFrames + 1);
    private readonly ArrayBufferWriter<byte> _buffer = new(MaxBytes);
    private long _end = -1;

    public long End => tail.End;

    private readonly record struct Key(long From, bool Arrays, Filter Filter);

    /// <param name="arrays">Several frames may stand in one message.</param>
    /// <returns>Null when the position has fallen out of the tail.</returns>
    public Batch? Get(long from, bool arrays, Filter filter)
    {
        var end = tail.End;
        if (end != _end) _made.Clear();
        _end = end;
        var key = new Key(from, arrays, filter);
        if (_made.TryGetValue(key, out var batch)) return batch;
        _frames.Clear();
        if (!tail.TryRead(from, MaxFrames + 1, _frames)) return null;
        return _made[key] = Make(from, arrays, filter, conflate: end - from > ConflateAfter);
    }

    private Batch Make(long from, bool arrays, Filter filter, bool conflate)
    {
        _buffer.ResetWrittenCount();
        var (taken, written, limit) = (0, 0, WholeSeqs());
        while (taken < limit)
        {
            var frame = _frames[taken++];
            if (filter.Wants(frame) && !(conflate && frame.Superseded && frame.IsState))
            {
                if (arrays) _buffer.Write(written == 0 ? "["u8 : ","u8);
                else WriteHeader(frame.Json.Length);
                _buffer.Write(frame.Json);
                written++;
            }
            if (_buffer.WrittenCount > MaxBytes && EndsSeq(taken)) break;
        }
        var to = from + taken;
        return new Batch(arrays ? Message(written) : _buffer.WrittenSpan.ToArray(), to, tail.SeqAt(to));
    }

    /// <summary>One frame stands alone, several in an array.</summary>
    private byte[] Message(int frames)
    {
        if (frames == 0) return [];
        if (frames == 1) return ServerFrame.Encode(Opcode.Text, _buffer.WrittenSpan[1..]);
        _buffer.Write("]"u8);
        return ServerFrame.Encode(Opcode.Text, _buffer.WrittenSpan);
    }

    /// <summary>
    /// How many frames to take so that the last is the last of its event. A message of several frames is received whole or
    /// not at all, so its last seq is a cursor that resumes exactly.
    /// </summary>
    private int WholeSeqs()
    {
        if (_frames.Count <= MaxFrames) return _frames.Count;
        var limit = MaxFrames;
        while (limit > 1 && !EndsSeq(limit)) limit--;
        return limit > 1 ? limit : MaxFrames;
    }

    private bool EndsSeq(int count) => count >= _frames.Count || _frames[count].Seq != _frames[count - 1].Seq || _frames[count].Timed;

    private void WriteHeader(int length) =>
        _buffer.Advance(ServerFrame.WriteHeader(_buffer.GetSpan(ServerFrame.MaxHeader), Opcode.Text, length));
}
