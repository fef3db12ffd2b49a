using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

/// <param name="Projects">The <c>projects</c> folder it lies in.</param>
/// <param name="Depth">0 for that folder itself.</param>
internal readonly record struct Folder(string Projects, string Path, int Depth)
{
    public static Folder Root(string projects) => new(projects, projects, 0);

    public static Folder Inside(string projects, string path) => new(projects, path, path.AsSpan(projects.Length).Count(System.IO.Path.DirectorySeparatorChar));
}

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
    public void List(Folder folder, Action<TranscriptPath, FileStat> found)
    {
        foreach (var inside in ListOne(folder, found))
            List(inside, found);
    }

    /// <summary>Those in the folder itself; the folders in it are given back.</summary>
    public IReadOnlyList<Folder> ListOne(Folder folder, Action<TranscriptPath, FileStat> found)
    {
        if (folder.Depth > Deepest || Uninteresting.Contains(Path.GetFileName(folder.Path)))
            return [];
        Watch(folder.Path);
        var inside = new List<Folder>();
        try
        {
            foreach (var entry in new DirectoryInfo(folder.Path).EnumerateFileSystemInfos("*", Listing))
            {
                if (entry is DirectoryInfo)
                {
                    // A link inside could lead in a circle; links to projects themselves are common enough.
                    if (folder.Depth == 0 || entry.LinkTarget is null)
                        inside.Add(folder with { Path = entry.FullName, Depth = folder.Depth + 1 });
                }
                else if (TranscriptPath.Of(folder.Projects, entry.FullName) is { } path && FileStat.Of(path.Path) is { Type: FileType.Regular } stat)
                    found(path, stat);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone or closed to us while we looked; the sweep looks again.
        }
        return inside;
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
