namespace ClaudeLens.Cli;

/// <summary>Are the config folders there, and may we read them?</summary>
internal static class DoctorFolders
{
    public static IEnumerable<Finding> Examine(IReadOnlyList<string> roots)
    {
        foreach (var root in roots) yield return Look(root);
        if (!roots.Any(Directory.Exists))
            yield return new(Level.Fails, "No config folder of Claude Code is there. Has it run on this account? Another folder is named with --claude-dir or CLAUDE_CONFIG_DIR.");
    }

    private static Finding Look(string root)
    {
        var projects = Path.Combine(root, "projects");
        try
        {
            if (!Directory.Exists(root)) return new(Level.Note, $"{root} is not there yet. Its sessions appear as soon as it is.");
            var closed = Closed(root) ?? (Directory.Exists(projects) ? Closed(projects) : null);
            if (closed is not null)
                return new(Level.Fails, $"{closed} cannot be read: permission denied. It may belong to another user: run claudelens as that user, or let this one read it.");
            if (!Directory.Exists(projects)) return new(Level.Note, $"{root} has no sessions yet.");
            var transcripts = Directory.EnumerateFiles(projects, "*.jsonl", Every).ToList();
            var closedFiles = transcripts.Count(f => !CanOpen(f));
            return closedFiles > 0
                ? new(Level.Fails, $"{root}: {closedFiles} of {transcripts.Count} transcripts cannot be read: permission denied. Claude Code writes them for their owner alone: run claudelens as that user.")
                : new(Level.Ok, $"{root} is watched: {transcripts.Count} transcripts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(Level.Fails, $"{root} cannot be read: {e.Message}");
        }
    }

    private static readonly EnumerationOptions Every = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };

    private static string? Closed(string folder)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            entries.MoveNext();
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return folder;
        }
    }

    private static bool CanOpen(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // Gone meanwhile.
            return true;
        }
    }
}
