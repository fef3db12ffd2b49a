using ClaudeLens.Events;

namespace ClaudeLens.Journal;

/// <summary>One claudelens a data folder. The system lets go of the lock when the process ends, however it ends.</summary>
internal sealed class DataDirLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirLock(FileStream file) => _file = file;

    public static DataDirLock Take(string dataDir)
    {
        var path = Path.Combine(dataDir, "claudelens.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new JournalException($"The data folder {dataDir} cannot be written: {e.Message}", e);
        }
        catch (IOException e) when (File.Exists(path) && IsHeld(path))
        {
            throw new JournalException($"Another claudelens already uses the data folder {dataDir}: stop it, or give this one its own --data-dir.", e);
        }
        catch (IOException e)
        {
            throw new JournalException($"The data folder {dataDir} cannot be used: {e.Message}", e);
        }
        return new DataDirLock(file);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Whether somebody holds it, as against a full or read-only disk.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            using var _ = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
