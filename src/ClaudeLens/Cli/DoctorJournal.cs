namespace ClaudeLens.Cli;

/// <summary>Can what happens be kept?</summary>
internal static class DoctorJournal
{
    private const long Scarce = 256L << 20;

    public static IEnumerable<Finding> Examine(string dataDir)
    {
        // Of a folder that is not there yet, what it will be made in.
        var folder = dataDir;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent) folder = parent;
        if (!CanWrite(folder))
        {
            yield return new(Level.Fails, $"{dataDir} cannot be written: sessions are read again at every start, and nothing is kept. Another folder is named with --data-dir.");
            yield break;
        }
        var bytes = Directory.Exists(dataDir) ? new DirectoryInfo(dataDir).EnumerateFiles().Sum(f => f.Length) : 0;
        yield return new(Level.Ok, $"{dataDir} keeps the journal: {bytes >> 20} MB.");
        if (new DriveInfo(folder).AvailableFreeSpace is < Scarce and var free)
            yield return new(Level.Note, $"Only {free >> 20} MB are free there.");
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, $".claudelens-doctor-{Environment.ProcessId}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
