using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>The folders and files under every root, watched before they are listed so that nothing falls in between.</summary>
internal sealed class Catalog(IWatch watch, SourceCounters counters, ILogger log)
{
    /// <summary>The client keeps other things in these, never a transcript.</summary>
    private static readonly HashSet<string> Uninteresting = ["tool-results", "memory", "scripts"];
    private const int Deepest = 8;
    private static readonly EnumerationOptions Listing = new() { IgnoreInaccessible = true, AttributesToSkip = 0, RecurseSubdirectories = false };

    private readonly HashSet<string> _watched = [];
    public Dictionary<string, TranscriptFile> Files { get; } = [];
    /// <summary>The system had no watch left for these: they are looked at with every sweep.</summary>
    public HashSet<string> Unwatched { get; } = [];

    /// <summary>Every transcript and description under a folder, with what the file system says of it.</summary>
    public void List(string projects, string folder, Action<TranscriptPath, FileStat> found, int depth = 0)
    {
        if (depth > Deepest || Uninteresting.Contains(Path.GetFileName(folder)))
            return;
        Watch(folder);
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Listing))
            {
                if (entry is DirectoryInfo)
                {
                    // A link inside could lead in a circle; links to projects themselves are common enough.
                    if (depth == 0 || entry.LinkTarget is null)
                        List(projects, entry.FullName, found, depth + 1);
                }
                else if (TranscriptPath.Of(projects, entry.FullName) is { } path && FileStat.Of(path.Path) is { Type: FileType.Regular } stat)
                    found(path, stat);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone or closed to us while we looked; the sweep looks again.
        }
    }

    public bool IsKnown(string folder) => _watched.Contains(folder) || Unwatched.Contains(folder);

    public void Forget(string folder)
    {
        watch.Remove(folder);
        var below = folder + Path.DirectorySeparatorChar;
        _watched.RemoveWhere(path => path == folder || path.StartsWith(below, StringComparison.Ordinal));
        Unwatched.RemoveWhere(path => path == folder || path.StartsWith(below, StringComparison.Ordinal));
        foreach (var path in Files.Keys.Where(path => path.StartsWith(below, StringComparison.Ordinal)).ToArray())
            Files.Remove(path);
    }

    private void Watch(string folder)
    {
        if (_watched.Contains(folder))
            return;
        switch (watch.Add(folder))
        {
            case WatchResult.Watched:
                _watched.Add(folder);
                Unwatched.Remove(folder);
                break;
            case WatchResult.NoRoom when Unwatched.Add(folder) && counters.NoWatch() == 1 && watch is not NoWatch:
                log.LogWarning("The system has no more watches to give (fs.inotify.max_user_watches); some folders are looked at every second instead.");
                break;
        }
    }
}
