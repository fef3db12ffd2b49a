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

    public Pump(Batches batches, Housekeeping housekeeping, TimeProvider time)
    {
        (_batches, _housekeeping, _time, _started) = (batches, housekeeping, time, time.GetTimestamp());
        _thread = new Thread(Run) { IsBackground = true, Name = "stream pump" };
        _thread.Start();
    }

    /// <summary>Called with a viewer that has fallen out of the tail; it must return at once.</summary>
    public Action<Viewer>? FellOut { get; set; }

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

    /// <summary>Something is there to be sent.</summary>
    public void Wake()
    {
        var viewers = Viewers.Count;
        if (viewers == 0) return;
        if (viewers <= MostInline && !_round.IsHeldByCurrentThread && _round.TryEnter())
        {
            try
            {
                Round();
                if (!_more) return;
            }
            finally
            {
                _round.Exit();
            }
        }
        _wake.Set();
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
        while (!_stop.IsSet)
        {
            _wake.WaitOne(TimeSpan.FromMilliseconds(SweepEvery));
            long took;
            lock (_round)
            {
                var before = _time.GetTimestamp();
                Sweep();
                Round();
                took = (long)_time.GetElapsedTime(before).TotalMilliseconds;
                if (_more) _wake.Set();
            }
            if (took > 0) _stop.Wait(TimeSpan.FromMilliseconds(Math.Min(took, LongestPause)));
        }
    }

    private void Round()
    {
        _more = false;
        var now = Now;
        var viewers = _viewers;
        // Another one is first each time: at the end of a long round a frame is older.
        _first = viewers.Length == 0 ? 0 : (_first + 1) % viewers.Length;
        for (var i = 0; i < viewers.Length; i++)
        {
            var viewer = viewers[(_first + i) % viewers.Length];
            switch (viewer.Step(_batches, now))
            {
                case Step.More: _more = true; break;
                case Step.FellOut: FellOut?.Invoke(viewer); break;
                default: break;
            }
        }
    }

    private void Sweep()
    {
        var now = Now;
        if (now - _swept < SweepEvery) return;
        _swept = now;
        foreach (var viewer in _viewers) _housekeeping.Look(viewer, now);
    }
}
