using System.Runtime.InteropServices;
using ClaudeLens.Sources.Watching;
using Microsoft.Win32.SafeHandles;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Files that grow stay open: to ask the kernel for a path again costs more than to read what is new behind it. Whoever learns
/// that the name may stand for another file closes it here; who grew first goes first when there are too many.
/// </summary>
internal sealed partial class OpenFiles(int most = 512)
{
    private const int ReadOnlyCloseOnExec = 0x80000, NoAccessTime = 0x40000;
    private readonly LinkedList<TranscriptFile> _files = new();

    /// <summary>Opened without .NET's advisory lock, which would be in the way of others for as long as it stays open.</summary>
    public void Keep(TranscriptFile file)
    {
        if (file.Opened is not null)
            return;
        // Who only reads leaves no trace, and the kernel has an inode less to write for each line; only a file's owner may ask for it.
        var opened = Open(file.Path.Path, ReadOnlyCloseOnExec | NoAccessTime);
        var handle = new SafeFileHandle(opened >= 0 ? opened : Open(file.Path.Path, ReadOnlyCloseOnExec), ownsHandle: true);
        if (handle.IsInvalid || FileStat.Of(handle).Identity != file.Identity)
        {
            handle.Dispose();
            return;
        }
        if (_files.Count == most)
            Close(_files.First!.Value);
        file.Opened = handle;
        _files.AddLast(file);
    }

    public void Close(TranscriptFile file)
    {
        if (file.Opened is not { } handle)
            return;
        handle.Dispose();
        file.Opened = null;
        _files.Remove(file);
    }

    public void CloseAll()
    {
        while (_files.First is { } first)
            Close(first.Value);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
