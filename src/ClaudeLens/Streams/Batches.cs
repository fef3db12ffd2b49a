using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>What one write carries, and where it leaves its viewer.</summary>
/// <param name="Bytes">Encoded WebSocket frames; empty when nothing in the range concerns the viewer.</param>
/// <param name="To">Position after it.</param>
/// <param name="Seq">Everything up to here has been said.</param>
/// <param name="Frames">How many frames are in it.</param>
/// <param name="Messages">How many of them are <c>new_message</c>.</param>
internal sealed record Batch(ReadOnlyMemory<byte> Bytes, long To, long Seq, int Frames, int Messages);

/// <summary>
/// Cuts the tail into writes: as many frames as are ready, in one write. Viewers at the same position with the same wishes
/// share the bytes, so a thousand that keep up cost one encoding. Used on the pump only.
/// </summary>
internal sealed class Batches(Tail tail, TimeProvider time)
{
    private const int MaxFrames = 512;
    private const int MaxFolded = 65_536;
    /// <summary>A viewer this many frames behind is given the newest state of each session, not every one.</summary>
    private const int ConflateAfter = 256;

    private static readonly byte[] Ping = ServerFrame.Encode(Opcode.Ping, []);

    private readonly Dictionary<Key, Batch> _made = [];
    private readonly List<Frame> _frames = new(MaxFrames + 1);
    private readonly MessageBuffer _buffer = new();
    private long _end = -1;
    private (Signs, long, long, long) _signed;
    private byte[] _signs = [];

    public long End => tail.End;

    private readonly record struct Key(long From, bool Arrays, Filter Filter, int Most);

    /// <param name="arrays">Several frames may stand in one message.</param>
    /// <returns>Null when the position has fallen out of the tail.</returns>
    public Batch? Get(long from, bool arrays, Filter filter) => Get(new Key(from, arrays, filter, Most: 0));

    /// <summary>Everything there is, the messages of one session folded into one.</summary>
    /// <param name="most">How many message frames it may have.</param>
    public Batch? GetFolded(long from, bool arrays, Filter filter, int most) => Get(new Key(from, arrays, filter, most));

    /// <summary>What time brings: a bookmark, a ping, or both in one write. Those who stand at the same place share it.</summary>
    /// <param name="said">What the viewer was told last, if its position has fallen out.</param>
    /// <param name="frames">How many frames it was told.</param>
    public ReadOnlyMemory<byte> Signs(Signs signs, long position, long said, long frames, long now)
    {
        if (signs == Streams.Signs.Ping) return Ping;
        var key = (signs, position >= tail.Start ? tail.SeqAt(position) : said, frames, now);
        if (key == _signed) return _signs;
        var bookmark = ServerFrame.Encode(Opcode.Text, ControlJson.Bookmark(key.Item2, frames, time.GetUtcNow()));
        (_signed, _signs) = (key, signs.HasFlag(Streams.Signs.Ping) ? [.. bookmark, .. Ping] : bookmark);
        return _signs;
    }

    private Batch? Get(Key key)
    {
        var end = tail.End;
        if (end != _end) _made.Clear();
        _end = end;
        if (_made.TryGetValue(key, out var batch)) return batch;
        _frames.Clear();
        if (!tail.TryRead(key.From, key.Most == 0 ? MaxFrames + 1 : MaxFolded, _frames)) return null;
        return _made[key] = key.Most == 0 ? Make(key, conflate: end - key.From > ConflateAfter) : Fold(key);
    }

    private Batch Make(Key key, bool conflate)
    {
        // A line that comes alone goes as it is.
        if (_frames is [var only] && key.Filter.Wants(only))
            return new Batch(only.Encoded, key.From + 1, tail.SeqAt(key.From + 1), Frames: 1, Messages: only.Kind == FrameKinds.NewMessage ? 1 : 0);
        var (taken, messages, limit) = (0, 0, WholeSeqs());
        while (taken < limit)
        {
            var frame = _frames[taken++];
            if (key.Filter.Wants(frame) && !(conflate && frame.Superseded && frame.IsState))
            {
                _buffer.Add(frame.Json, key.Arrays);
                if (frame.Kind == FrameKinds.NewMessage) messages++;
            }
            if (_buffer.Full && EndsSeq(taken)) break;
        }
        return Finish(key, taken, messages);
    }

    private Batch Fold(Key key)
    {
        var folds = Streams.Fold.BySession(_frames.Where(f => f.Activity is not null && key.Filter.Wants(f)).Select(f => f.Activity!), key.Most);
        var states = _frames.Where(f => f.Activity is null && key.Filter.Wants(f) && !(f.Superseded && f.IsState));
        var said = folds.Select(f => (f.Newest.Seq, Json: f.Json())).Concat(states.Select(f => (f.Seq, Json: f.Json.ToArray()))).OrderBy(f => f.Seq).ToList();
        // An array is received whole. One frame a message may be cut off between two: only the last moves the cursor.
        var (before, after) = (tail.SeqAt(key.From), tail.SeqAt(key.From + _frames.Count));
        for (var i = 0; i < said.Count; i++)
            _buffer.Add(key.Arrays ? said[i].Json : FrameJson.WithSeq(said[i].Json, i == said.Count - 1 ? after : before), key.Arrays);
        return Finish(key, _frames.Count, folds.Count);
    }

    private Batch Finish(Key key, int taken, int messages)
    {
        var to = key.From + taken;
        var frames = _buffer.Frames;
        return new Batch(_buffer.Take(key.Arrays), to, tail.SeqAt(to), frames, messages);
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

    private bool EndsSeq(int count) => count >= _frames.Count || _frames[count].Seq != _frames[count - 1].Seq || _frames[count].Late;
}
