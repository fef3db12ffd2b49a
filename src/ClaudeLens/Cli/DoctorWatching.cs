using System.Globalization;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Cli;

/// <summary>Does the system tell us of every change, or do we have to look?</summary>
internal static class DoctorWatching
{
    private const string Limit = "/proc/sys/fs/inotify/max_user_watches";

    public static IEnumerable<Finding> Examine(IReadOnlyList<string> roots)
    {
        if (!OperatingSystem.IsLinux()) yield break;
        var folders = roots.Select(root => Path.Combine(root, "projects")).Where(Directory.Exists)
            .Sum(p => 1 + Directory.EnumerateDirectories(p, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Count());
        if (File.Exists(Limit) && long.TryParse(File.ReadAllText(Limit).Trim(), CultureInfo.InvariantCulture, out var most))
        {
            yield return folders > most * 9 / 10
                ? new(Level.Note, $"{folders} folders are to be watched and the system allows {most} watches for all programs (fs.inotify.max_user_watches): changes may be seen up to 10 s late.")
                : new(Level.Ok, $"{folders} folders are watched, of at most {most}.");
        }
        var mounts = Mounts.Read();
        foreach (var root in roots.Where(Directory.Exists))
        {
            if (Mounts.Of(root, mounts)?.Type is { } type && Mounts.IsRemote(type))
                yield return new(Level.Note, $"{root} is on {type}, which does not report what other machines write: it is looked at every second instead.");
        }
    }
}
