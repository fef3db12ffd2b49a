namespace ClaudeLens.Streams;

/// <summary>
/// Moves viewers along the tail. At once when there is little to do: whoever brings a change writes it, without waking
/// another thread. Under load in rounds, each viewer getting all that came since the last with one write; a round is
/// followed by a pause as long as itself, so what piles up is written together instead of one by one.
/// </summary>
internal sealed class Pump : IDisposable
{
    private const int MostInline = 16;
    private const long LongestPause = 10;
    private const long SweepEvery = 1_000;

    private readonly Lock _round = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly ManualResetEventSlim _stop = new(false);
    private readonly Batches _batches;
    private readonly Housekeeping _housekeeping;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly Thread _thread;
    private Viewer[] _viewers = [];
    private long _swept;
    private int _first;
    private bool _more;
    private bool _later;

    public Pump(Batches batches, Housekeeping housekeeping, TimeProvider time)
    {
        (_batches, _housekeeping, _time, _started) = (batches, housekeeping, time, time.GetTimestamp());
        _thread = new Thread(Run) { IsBackground = true, Name = "stream pump" };
        _thread.Start();
    }

    /// <summary>Called with a viewer that needs a snapshot, and whether because it has fallen out of the tail; it must return at once.</summary>
    public Action<Viewer, bool>? NeedsSnapshot { get; set; }

    public IReadOnlyList<Viewer> Viewers => Volatile.Read(ref _viewers);

    /// <summary>Milliseconds since the pump started.</summary>
    public long Now => (long)_time.GetElapsedTime(_started).TotalMilliseconds;

    public void Add(Viewer viewer)
    {
        viewer.Liveness.Heard = viewer.Liveness.Bookmarked = Now;
        lock (_round) _viewers = [.. _viewers, viewer];
        Wake();
    }

    public void Remove(Viewer viewer)
    {
        lock (_round) _viewers = Array.FindAll(_viewers, v => v != viewer);
    }

    /// <summary>Something is there for everyone.</summary>
    /// <param name="more">More follows at once: for many viewers it goes out with that, in one write each.</param>
    public void Wake(bool more = false)
    {
        var viewers = Viewers.Count;
        if (viewers == 0 || (more && viewers > MostInline)) return;
        if (viewers > MostInline || !TryInline(null)) _wake.Set();
    }

    /// <summary>Something is there for one.</summary>
    public void Wake(Viewer viewer)
    {
        if (!TryInline(viewer)) _wake.Set();
    }

    private bool TryInline(Viewer? one)
    {
        if (_round.IsHeldByCurrentThread || !_round.TryEnter()) return false;
        try
        {
            (_more, _later) = (false, false);
            if (one is null) Round();
            else Move(one, Now);
            return !_more && !_later;
        }
        finally
        {
            _round.Exit();
        }
    }

    public void Dispose()
    {
        _stop.Set();
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
        _stop.Dispose();
    }

    private void Run()
    {
        var wait = SweepEvery;
        while (!_stop.IsSet)
        {
            _wake.WaitOne(TimeSpan.FromMilliseconds(wait));
            long took;
            lock (_round)
            {
                var before = _time.GetTimestamp();
                Sweep();
                Round();
                took = (long)_time.GetElapsedTime(before).TotalMilliseconds;
                if (_more) _wake.Set();
                wait = _later ? TokenBucket.WindowMilliseconds - Now % TokenBucket.WindowMilliseconds : SweepEvery;
            }
            if (took > 0) _stop.Wait(TimeSpan.FromMilliseconds(Math.Min(took, LongestPause)));
        }
    }

    private void Round()
    {
        (_more, _later) = (false, false);
        var now = Now;
        var viewers = _viewers;
        // Another one is first each time: at the end of a long round a frame is older.
        _first = viewers.Length == 0 ? 0 : (_first + 1) % viewers.Length;
        for (var i = _first; i < viewers.Length; i++) Move(viewers[i], now);
        for (var i = 0; i < _first; i++) Move(viewers[i], now);
    }

    private void Move(Viewer viewer, long now)
    {
        var step = viewer.Step(_batches, now);
        if (step == Step.More) _more = true;
        else if (step == Step.Later) _later = true;
        else if (step != Step.Done) NeedsSnapshot?.Invoke(viewer, step == Step.FellOut);
    }

    private void Sweep()
    {
        var now = Now;
        if (now - _swept < SweepEvery) return;
        _swept = now;
        foreach (var viewer in _viewers) _housekeeping.Look(viewer, now);
    }
}
