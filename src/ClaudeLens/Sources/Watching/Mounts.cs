namespace ClaudeLens.Sources.Watching;

/// <summary>On which file system a folder lies, by <c>/proc/mounts</c>.</summary>
internal static class Mounts
{
    private static readonly string[] Remote = ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "virtiofs", "drvfs"];

    public static string[] Read() => File.Exists("/proc/mounts") ? File.ReadAllLines("/proc/mounts") : [];

    /// <summary>Other machines write there, and the system does not tell us what.</summary>
    public static bool IsRemote(string type) => Remote.Contains(type);

    /// <summary>The longest mount point that holds the folder.</summary>
    public static (string Point, string Type)? Of(string folder, IEnumerable<string> mounts) => mounts
        .Select(line => line.Split(' ')).Where(parts => parts.Length > 2)
        .Select(parts => ((string Point, string Type)?)(parts[1].Replace("\\040", " ", StringComparison.Ordinal), parts[2]))
        .Where(mount => Holds(mount!.Value.Point, folder)).MaxBy(mount => mount!.Value.Point.Length);

    private static bool Holds(string mount, string folder) =>
        mount == "/" || folder == mount || folder.StartsWith(mount + '/', StringComparison.Ordinal);
}
