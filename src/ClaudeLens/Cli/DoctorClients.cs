using ClaudeLens.Sources.ProcessState;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Cli;

/// <summary>What the clients that wrote lately leave on disk: not every version says what it does.</summary>
internal static class DoctorClients
{
    private const int Most = 2_000;
    private static readonly Version WithStopReasons = new(2, 1);

    public static IEnumerable<Finding> Examine(IReadOnlyList<string> roots, TimeSpan history, TimeProvider time)
    {
        var versions = Versions(roots, time.GetUtcNow() - history);
        var table = ProcessTable.OfThisMachine(time);
        var all = Processes(roots);
        var processes = all.FindAll(process => table.Look(process) != ProcessLife.Gone);
        if (processes.Count > 0)
            yield return new(Level.Ok, $"{processes.Count} process files say which clients live and {(processes.All(p => p.Status is not null) ? "what they do" : "since when")}.");
        if (all.Count - processes.Count is > 0 and var left)
            yield return new(Level.Ok, $"{left} process files are left of clients that are gone: their last word is not believed.");
        if (processes.Count(p => p.Status is null) is > 0 and var silent)
            yield return new(Level.Note, $"{silent} of them do not say what their client does: a wait for a permission is guessed after 10 s of silence.");
        foreach (var root in roots.Where(Directory.Exists))
        {
            if (AbandonedSessions.IsMounted(root, Mounts.Read()))
                yield return new(Level.Note, $"{root} is mounted: its clients may run elsewhere. One that was killed while this was not running, and left no file, leaves after 30 min.");
        }

        var old = versions.Where(v => v.Key < ClientVersion.WithProcessState).ToList();
        if (old.Count > 0)
        {
            yield return new(Level.Note,
                $"{Sessions(old)} of clients before {ClientVersion.WithProcessState} ({Names(old)}): they do not say what they do. "
                + $"A wait for a permission is guessed after 10 s of silence; {Ends}");
        }
        var oldest = versions.Where(v => v.Key < WithStopReasons).ToList();
        if (oldest.Count > 0)
            yield return new(Level.Note, $"{Sessions(oldest)} of clients before {WithStopReasons} ({Names(oldest)}): they do not say when an answer is complete. It is guessed after 8 s of silence.");
        if (versions.Count == 0) yield return new(Level.Note, "No session was written within the history that is read (--history).");
        else if (old.Count == 0 && processes.Count == 0) yield return new(Level.Note, "No client runs now.");
    }

    private static string Ends => OperatingSystem.IsLinux()
        ? "that one is gone is seen by its process, if it runs as this user, on this machine and in no container of its own; else it leaves after 30 min."
        : "of one that is gone nothing tells, it leaves after 30 min.";

    private static List<ProcessFile> Processes(IReadOnlyList<string> roots) =>
    [
        .. roots.Select(root => Path.Combine(root, "sessions")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json", new EnumerationOptions { IgnoreInaccessible = true }))
            .Where(path => ProcessFile.PidOf(path) != 0).Select(ProcessFile.Read).OfType<ProcessFile>(),
    ];

    /// <summary>How many sessions of which client version wrote lately.</summary>
    internal static Dictionary<Version, int> Versions(IReadOnlyList<string> roots, DateTimeOffset since) => roots
        .Select(root => Path.Combine(root, "projects")).Where(Directory.Exists)
        .SelectMany(projects => Directory.EnumerateDirectories(projects, "*", new EnumerationOptions { IgnoreInaccessible = true }))
        .SelectMany(project => Directory.EnumerateFiles(project, "*.jsonl", new EnumerationOptions { IgnoreInaccessible = true }))
        .Where(file => File.GetLastWriteTimeUtc(file) >= since.UtcDateTime && !Path.GetFileName(file).StartsWith("agent-", StringComparison.Ordinal))
        .Take(Most).Select(ClientVersion.Of).OfType<Version>().GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());

    private static string Sessions(List<KeyValuePair<Version, int>> of) => of.Sum(v => v.Value) is var n && n == 1 ? "1 session" : $"{n} sessions";

    private static string Names(List<KeyValuePair<Version, int>> of) => string.Join(", ", of.Select(v => v.Key).Order());
}
