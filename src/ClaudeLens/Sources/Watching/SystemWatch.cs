using System.Collections.Concurrent;

namespace ClaudeLens.Sources.Watching;

/// <summary>Watching by the framework's own means, for systems other than Linux.</summary>
internal sealed class SystemWatch : IWatch
{
    private const int LargestBuffer = 64 * 1024;
    private readonly Dictionary<string, FileSystemWatcher> _watchers = [];
    private readonly ConcurrentQueue<Change> _changes = new();
    private readonly AutoResetEvent _woken = new(false);

    public WatchResult Add(string folder)
    {
        // One watcher sees everything below: a folder inside a watched one is already covered.
        if (_watchers.Keys.Any(root => folder == root || folder.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            return WatchResult.Watched;
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                IncludeSubdirectories = true,
                InternalBufferSize = LargestBuffer,
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Created += (_, e) => Tell(Directory.Exists(e.FullPath) ? ChangeKind.Folder : ChangeKind.File, e.FullPath);
            watcher.Changed += (_, e) => Tell(ChangeKind.File, e.FullPath);
            watcher.Deleted += (_, e) => Tell(ChangeKind.FileGone, e.FullPath);
            watcher.Renamed += (_, e) =>
            {
                Tell(ChangeKind.FolderGone, e.OldFullPath);
                Tell(Directory.Exists(e.FullPath) ? ChangeKind.Folder : ChangeKind.File, e.FullPath);
            };
            watcher.Error += (_, _) => Tell(ChangeKind.Lost, folder);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
            return WatchResult.Watched;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return WatchResult.Failed;
        }
    }

    public void Remove(string folder)
    {
        if (_watchers.Remove(folder, out var watcher))
            watcher.Dispose();
    }

    public void Wait(TimeSpan atMost, List<Change> changes)
    {
        if (_changes.IsEmpty)
            _woken.WaitOne(atMost);
        while (_changes.TryDequeue(out var change))
            changes.Add(change);
    }

    public void Wake() => _woken.Set();

    public void Dispose()
    {
        foreach (var watcher in _watchers.Values)
            watcher.Dispose();
        _woken.Dispose();
    }

    private void Tell(ChangeKind kind, string path)
    {
        _changes.Enqueue(new(kind, path));
        _woken.Set();
    }
}
