namespace ClaudeLens.Sources.Watching;

public enum ChangeKind
{
    /// <summary>A file is new or has other content.</summary>
    File,
    /// <summary>Something was written to a file: the name still stands for the same one.</summary>
    Written,
    /// <summary>A folder is new.</summary>
    Folder,
    FileGone,
    FolderGone,
    /// <summary>Notifications were lost: look at everything.</summary>
    Lost,
}

public readonly record struct Change(ChangeKind Kind, string Path);

public enum WatchResult
{
    Watched,
    /// <summary>The system has no more watches to give.</summary>
    NoRoom,
    /// <summary>Gone, or closed to us.</summary>
    Failed,
}

/// <summary>Notices what changes in folders. Used from one thread, except for <see cref="Wake"/>.</summary>
public interface IWatch : IDisposable
{
    /// <summary>Watches one folder, not what is below.</summary>
    WatchResult Add(string folder);

    /// <summary>Forgets a folder and everything below.</summary>
    void Remove(string folder);

    /// <summary>Waits until something changed, somebody woke it or the time is over; adds what changed.</summary>
    void Wait(TimeSpan atMost, List<Change> changes);

    void Wake();
}

internal static class Watch
{
    public static IWatch Create(bool enabled) =>
        !enabled ? new NoWatch() : OperatingSystem.IsLinux() && InotifyWatch.TryCreate() is { } inotify ? inotify : OperatingSystem.IsLinux() ? new NoWatch() : new SystemWatch();
}
