using System.Globalization;

namespace ClaudeLens.Cli;

/// <summary>Does the system tell us of every change, or do we have to look?</summary>
internal static class DoctorWatching
{
    private const string Limit = "/proc/sys/fs/inotify/max_user_watches";
    private static readonly string[] Silent = ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs", "drvfs"];

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
        var mounts = File.Exists("/proc/mounts") ? File.ReadAllLines("/proc/mounts") : [];
        foreach (var root in roots.Where(Directory.Exists))
        {
            if (FileSystemOf(root, mounts) is { } type && Silent.Contains(type))
                yield return new(Level.Note, $"{root} is on {type}, which does not report what other machines write: it is looked at every second instead.");
        }
    }

    /// <summary>The type of the longest mount point that holds the folder.</summary>
    internal static string? FileSystemOf(string folder, IEnumerable<string> mounts) => mounts
        .Select(line => line.Split(' ')).Where(parts => parts.Length > 2 && Holds(parts[1].Replace("\\040", " ", StringComparison.Ordinal), folder))
        .MaxBy(parts => parts[1].Length)?[2];

    private static bool Holds(string mount, string folder) =>
        mount == "/" || folder == mount || folder.StartsWith(mount + '/', StringComparison.Ordinal);
}
