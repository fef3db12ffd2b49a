using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>
/// Snapshot frames and the positions they fit. One made a moment ago serves as well as a new one, as long as the tail goes
/// on from it: a crowd that comes back at once costs one.
/// </summary>
internal sealed class Snapshots(ILive live, Tail tail, TimeProvider time) : IDisposable
{
    private const int MostFramesLater = 1_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly Filter Everything = new(FrameKinds.All);

    private readonly SemaphoreSlim _one = new(1);
    private Snapshot? _last;
    private long _madeAt;

    /// <param name="atLeast">A seq the viewer has been told already: it never goes back.</param>
    public async ValueTask<Snapshot> TakeAsync(Filter filter, long atLeast, CancellationToken cancel)
    {
        // Before the past is folded in, what is true now is not known.
        await live.CaughtUp.WaitAsync(cancel);
        if (!filter.EverySession) return Make(await live.SnapshotAsync(cancel), filter);
        await _one.WaitAsync(cancel);
        try
        {
            if (_last is { } last && last.Seq >= atLeast && last.Position >= tail.Start && tail.End - last.Position <= MostFramesLater
                && time.GetElapsedTime(_madeAt) < Fresh) return last;
            _last = Make(await live.SnapshotAsync(cancel), Everything);
            _madeAt = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private static Snapshot Make(LiveSnapshot from, Filter filter)
    {
        var body = LiveActivityBody.From(from, filter.EverySession ? null : filter.WantsSession);
        return new Snapshot(ServerFrame.Encode(Opcode.Text, ControlJson.Snapshot(body, from.Seq)), from.Position, from.Seq, from);
    }
}

/// <param name="Encoded">The frame, as it goes over the wire.</param>
internal sealed record Snapshot(ReadOnlyMemory<byte> Encoded, long Position, long Seq, LiveSnapshot Live);
