using System.IO.Hashing;
using ClaudeLens.Sources.Watching;
using Microsoft.Win32.SafeHandles;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>Takes one complete line after the other.</summary>
internal interface ILineSink
{
    /// <param name="offset">Where in the file the line begins.</param>
    void Take(TranscriptFile file, ReadOnlySpan<byte> line, long offset);
    void TooLong(TranscriptFile file, long offset, long length);
}

/// <summary>
/// Reads what grew. One buffer for all files: as large as the longest line needs, and small again afterwards, so that
/// neither the number nor the size of the files costs memory.
/// </summary>
internal sealed class Tail(int longestLine, int usualBuffer = 1 << 20)
{
    private const int SmallTail = 64 * 1024;
    private byte[] _buffer = [];

    /// <summary>Reads at most about <paramref name="most"/> bytes; true when there was more.</summary>
    /// <exception cref="IOException">The file cannot be read now.</exception>
    public bool Read(TranscriptFile file, FileStat stat, long most, ILineSink sink)
    {
        if (stat.Identity != file.Identity || stat.Size < file.Offset)
            file.StartOver(stat);
        (file.Size, file.Modified) = (stat.Size, stat.Modified);
        if (stat.Size <= file.Scanned && stat.Size <= file.Offset)
            return false;
        using var handle = File.OpenHandle(file.Path.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!IsSame(handle, file))
            file.StartOver(stat);
        if (stat.Size <= file.Scanned)
            return false;
        if (_buffer.Length == 0)
            _buffer = GC.AllocateUninitializedArray<byte>(usualBuffer);
        // While a long line is being written, only what was added is looked through for its end.
        if (file.Scanned - file.Offset >= SmallTail && FindEnd(handle, file) < 0 && file.Scanned - file.Offset <= longestLine)
            return false;
        var stop = most < long.MaxValue - file.Offset ? file.Offset + most : long.MaxValue;
        try
        {
            if (file.Scanned - file.Offset > longestLine && !SkipLine(handle, file, file.Scanned, sink))
                return false;
            while (file.Offset < stop)
                if (!Lines(handle, file, sink))
                    return false;
            return true;
        }
        finally
        {
            if (_buffer.Length > usualBuffer)
                _buffer = [];
        }
    }

    /// <summary>The usual case, in one call of the kernel: a file that stayed open grew by whole lines. False when it is any other.</summary>
    public bool TryReadOn(TranscriptFile file, ILineSink sink)
    {
        if (file.Opened is not { } handle || file.Offset == 0 || file.Scanned != file.Offset)
            return false;
        // From the newline before: where there is none any more, the file was cut and written anew.
        var read = RandomAccess.Read(handle, _buffer, file.Offset - 1);
        if (read < 2 || read == _buffer.Length || _buffer[0] != '\n' || _buffer[read - 1] != '\n')
            return false;
        file.Size = file.Offset - 1 + read;
        Split(file, file.Offset, _buffer.AsSpan(1, read - 1), sink);
        return true;
    }

    /// <summary>One read and the complete lines in it; false when there is nothing more.</summary>
    private bool Lines(SafeFileHandle handle, TranscriptFile file, ILineSink sink)
    {
        var start = file.Offset;
        var length = 0;
        while (true)
        {
            var read = RandomAccess.Read(handle, _buffer.AsSpan(length), start + length);
            var found = length + _buffer.AsSpan(length, read).LastIndexOf((byte)'\n');
            var isFull = length + read == _buffer.Length;
            if (found >= length)
            {
                Split(file, start, _buffer.AsSpan(0, found + 1), sink);
                return isFull;
            }
            length += read;
            file.Scanned = start + length;
            if (!isFull || read == 0)
                return false;
            // Its length is found out first: only a line that will be taken gets a buffer, and just the one it needs.
            var end = FindEnd(handle, file);
            if (file.Scanned - file.Offset > longestLine)
                return SkipLine(handle, file, file.Scanned, sink);
            if (end < 0)
                return false;
            _buffer = GC.AllocateUninitializedArray<byte>((int)Math.Max(usualBuffer, end - start + 1));
            length = 0;
        }
    }

    private void Split(TranscriptFile file, long start, ReadOnlySpan<byte> lines, ILineSink sink)
    {
        var at = 0;
        while (at < lines.Length)
        {
            var length = lines[at..].IndexOf((byte)'\n');
            if (length > longestLine)
                sink.TooLong(file, start + at, length);
            else if (length > 0)
                sink.Take(file, lines.Slice(at, length), start + at);
            at += length + 1;
        }
        file.Offset = file.Scanned = start + at;
        if (file.Head.Length < FileHead.Longest && start == 0)
            file.Head = HeadOf(lines);
    }

    /// <summary>A line over the limit: only its end is looked for.</summary>
    private bool SkipLine(SafeFileHandle handle, TranscriptFile file, long at, ILineSink sink)
    {
        while (true)
        {
            var read = RandomAccess.Read(handle, _buffer, at);
            var newline = _buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                sink.TooLong(file, file.Offset, at + newline - file.Offset);
                file.Offset = file.Scanned = at + newline + 1;
                return true;
            }
            at += read;
            file.Scanned = at;
            if (read == 0)
                return false;
        }
    }

    /// <summary>Where the line at hand ends; -1: not yet, or not within the limit. What was looked through is not looked through again.</summary>
    private long FindEnd(SafeFileHandle handle, TranscriptFile file)
    {
        while (file.Scanned - file.Offset <= longestLine && RandomAccess.Read(handle, _buffer, file.Scanned) is > 0 and var read)
        {
            var newline = _buffer.AsSpan(0, read).IndexOf((byte)'\n');
            if (newline >= 0)
                return file.Scanned + newline;
            file.Scanned += read;
        }
        return -1;
    }

    /// <summary>Not cut and written anew under our feet.</summary>
    public static bool IsSame(SafeFileHandle handle, TranscriptFile file)
    {
        if (file.Offset == 0)
            return true;
        Span<byte> bytes = stackalloc byte[FileHead.Longest];
        if (RandomAccess.Read(handle, bytes[..1], file.Offset - 1) != 1 || bytes[0] != '\n')
            return false;
        bytes = bytes[..file.Head.Length];
        return RandomAccess.Read(handle, bytes, 0) == bytes.Length && (bytes.IsEmpty || XxHash3.HashToUInt64(bytes) == file.Head.Hash);
    }

    private static FileHead HeadOf(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, FileHead.Longest)];
        return new(bytes.Length, XxHash3.HashToUInt64(bytes));
    }
}
