namespace ClaudeLens.Sources.Watching;

/// <summary>Notices nothing: the sweep does all the work.</summary>
internal sealed class NoWatch : IWatch
{
    private readonly AutoResetEvent _woken = new(false);

    public WatchResult Add(string folder) => WatchResult.NoRoom;
    public void Remove(string folder) { }
    public void Wait(TimeSpan atMost, List<Change> changes) => _woken.WaitOne(atMost);
    public void Wake() => _woken.Set();
    public void Dispose() => _woken.Dispose();
}
