using System.Runtime.CompilerServices;

namespace ClaudeLens.Streams;

/// <summary>
/// One open socket, seen from the sending side: a position in the tail and at most one write under way. Only the pump
/// calls <see cref="Step"/>; others leave what they have to say in the <see cref="Outbox"/> and wake the pump.
/// </summary>
internal sealed class Viewer
{
    /// <summary>So that one who has much to catch up with does not keep the others waiting.</summary>
    private const int WritesPerStep = 4;
    private const long Nowhere = -1;

    private readonly Stream _output;
    private Action? _abort;
    private readonly Action _onWritten;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _write;
    private long _position = Nowhere;
    private bool _last;
    private volatile bool _writing;
    private volatile bool _gone;
    private int _signsDue;
    private volatile bool _snapshotDue;
    private long _window = Nowhere;
    private long _exactUntil;
    private long _restsUntil;
    private volatile int _pace;
    private Filter _filter;
    private readonly TokenBucket _bucket;

    /// <param name="controls">It speaks <c>claudelens.v1</c>.</param>
    /// <param name="abort">Cuts the connection.</param>
    /// <param name="ready">A write that had to wait is done.</param>
    public Viewer(Stream output, bool controls, Filter filter, TokenBucket bucket, Action abort, Action<Viewer> ready)
    {
        (_output, _abort, _filter, _bucket, Controls) = (output, abort, filter, bucket, controls);
        _onWritten = () =>
        {
            Finish();
            ready(this);
        };
    }

    public bool Controls { get; }
    public Outbox Outbox { get; } = new();
    public Liveness Liveness { get; } = new();
    public int MaxRate => _bucket.Rate;
    public bool Writing => _writing;
    /// <summary>Everything in the journal up to here has been said to it.</summary>
    public long Seq { get; private set; }
    /// <summary>Frames of the contract's four types that it was sent.</summary>
    public long Frames { get; private set; }
    /// <summary>It follows the tail; otherwise a snapshot is on its way to it.</summary>
    public bool Following => Position != Nowhere;
    public long Position => Volatile.Read(ref _position);
    /// <summary>Completes when the close frame is out, or nothing can be sent any more.</summary>
    public Task Closed => _closed.Task;

    public Filter Filter
    {
        get => Volatile.Read(ref _filter);
        set => Volatile.Write(ref _filter, value);
    }

    /// <summary>Milliseconds between one time it is told and the next, 0 for at once: nobody looks at what it would show.</summary>
    public int Pace
    {
        get => _pace;
        set => _pace = value;
    }

    /// <summary>From now on it follows the tail, after what its outbox holds.</summary>
    /// <param name="exactUntil">Up to here nothing is folded: it is what a client asked for by its cursor.</param>
    public void Follow(long position, long seq, long exactUntil = 0)
    {
        (Seq, _exactUntil) = (seq, exactUntil);
        Volatile.Write(ref _position, position);
    }

    /// <summary>Says what is not of the tail, before it follows it.</summary>
    public void Say(ReadOnlyMemory<byte> encoded, int frames)
    {
        Outbox.SayEncoded(encoded);
        Frames += frames;
    }

    /// <summary>Cuts the connection.</summary>
    public void Abort()
    {
        _gone = true;
        _closed.TrySetResult();
        lock (_closed) _abort?.Invoke();
    }

    /// <summary>Its request is over: there is nothing left to cut.</summary>
    public void End()
    {
        _gone = true;
        lock (_closed) _abort = null;
    }

    /// <summary>It is told soon how far everything has been said, or asked whether it is there.</summary>
    public void Sign(Signs signs) => Interlocked.Or(ref _signsDue, (int)signs);

    /// <summary>It asks what is true now, once more.</summary>
    public void AskSnapshot() => _snapshotDue = true;

    /// <summary>Writes what is ready, as far as the socket takes it.</summary>
    public Step Step(Batches batches, long now)
    {
        for (var i = 0; i < WritesPerStep; i++)
        {
            if (_writing || _gone || _last) return Streams.Step.Done;
            if (Outbox.TryTake(out var bytes, out _last))
            {
                Write(bytes, now);
                continue;
            }
            if (!Following || Outbox.Closing) return Streams.Step.Done;
            if (_snapshotDue)
            {
                _snapshotDue = false;
                return Leave(Streams.Step.WantsSnapshot);
            }
            var signs = (Signs)Interlocked.Exchange(ref _signsDue, 0);
            // Before the bookmark that answers: who reads it may rely on the pace.
            if (_pace == 0) _restsUntil = 0;
            else if (_restsUntil == 0) _restsUntil = now + _pace;
            if (signs != Signs.None)
            {
                Write(batches.Signs(signs, _position, Seq, Frames, now), now);
                continue;
            }
            if (now < _restsUntil) return Streams.Step.Done;
            if (_position >= batches.End)
            {
                // The pump's own round, once a second, moves it on.
                if (_pace > 0) _restsUntil = now + _pace;
                return Streams.Step.Done;
            }
            if (batches.Get(_position, Controls, Filter) is not { } batch) return Leave(Streams.Step.FellOut);
            if (_position >= _exactUntil && !_bucket.Covers(batch.Messages, now))
            {
                var window = now / TokenBucket.WindowMilliseconds;
                if (_window == Nowhere) _window = window;
                if (_window == window) return Streams.Step.Later;
                if (batches.GetFolded(_position, Controls, Filter, _bucket.PerWindow) is not { } folded) return Leave(Streams.Step.FellOut);
                batch = folded;
            }
            _window = Nowhere;
            _bucket.Take(batch.Messages);
            (_position, Seq, Frames) = (batch.To, batch.Seq, Frames + batch.Frames);
            if (!batch.Bytes.IsEmpty) Write(batch.Bytes, now);
        }
        return Streams.Step.More;
    }

    private Step Leave(Step why)
    {
        Volatile.Write(ref _position, Nowhere);
        return why;
    }

    private void Write(ReadOnlyMemory<byte> bytes, long now)
    {
        Liveness.WriteStarted = now;
        _writing = true;
        try
        {
#pragma warning disable CA2012 // Consumed once, in Finish: an await would cost a state machine for every write.
            _write = _output.WriteAsync(bytes).ConfigureAwait(false).GetAwaiter();
#pragma warning restore CA2012
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Abort();
            return;
        }
        if (_write.IsCompleted) Finish();
        else _write.UnsafeOnCompleted(_onWritten);
    }

    private void Finish()
    {
        try
        {
            _write.GetResult();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            Abort();
            return;
        }
        if (_last) _closed.TrySetResult();
        _writing = false;
    }
}

/// <summary>What is sent because of time.</summary>
[Flags]
internal enum Signs
{
    None = 0,
    Bookmark = 1,
    Ping = 2,
}

/// <summary>How far a viewer got.</summary>
internal enum Step
{
    /// <summary>As far as it can.</summary>
    Done,
    /// <summary>There is more to write now.</summary>
    More,
    /// <summary>There is more, which waits for the end of a window.</summary>
    Later,
    /// <summary>The tail has moved on beyond its position.</summary>
    FellOut,
    /// <summary>It asked for one, and waits for it.</summary>
    WantsSnapshot,
}
