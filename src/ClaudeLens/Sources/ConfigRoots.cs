namespace ClaudeLens.Sources;

/// <summary>Which config folders of Claude Code are read. They need not exist yet.</summary>
public static class ConfigRoots
{
    public static IReadOnlyList<string> Resolve(IEnumerable<string> configured) => Resolve(
        configured,
        Environment.GetEnvironmentVariable("CLAUDE_CONFIG_DIR"),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME"));

    internal static IReadOnlyList<string> Resolve(IEnumerable<string> configured, string? variable, string home, string? xdgConfig)
    {
        var roots = configured.Where(dir => dir.Length > 0).ToList();
        if (roots.Count == 0)
            roots.AddRange((variable ?? "").Split([',', Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (roots.Count == 0 && home.Length > 0)
            roots.AddRange([Path.Combine(home, ".claude"), Path.Combine(string.IsNullOrEmpty(xdgConfig) ? Path.Combine(home, ".config") : xdgConfig, "claude")]);
        return [.. roots.Select(root => Normal(root, home)).Distinct(StringComparer.Ordinal)];
    }

    private static string Normal(string root, string home)
    {
        if (root == "~" || root.StartsWith("~/", StringComparison.Ordinal))
            root = home + root[1..];
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        // Two names for one folder would count everything twice in what is watched.
        try
        {
            return new DirectoryInfo(root).ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target
                ? Path.TrimEndingDirectorySeparator(target.FullName) : root;
        }
        catch (IOException)
        {
            // It does not exist yet, or is a link to itself: it is watched under the name it was given.
            return root;
        }
    }
}
