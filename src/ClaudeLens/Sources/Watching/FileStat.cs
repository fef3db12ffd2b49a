using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ClaudeLens.Sources.Watching;

public enum FileType { Missing, Regular, Directory, Other }

/// <summary>What a file is and which one it is. One system call on Linux; .NET has no inode.</summary>
public readonly record struct FileStat(FileType Type, FileIdentity Identity, long Size, DateTimeOffset Modified, DateTimeOffset Born)
{
    public static FileStat Of(string path) => OperatingSystem.IsLinux() ? Statx.Of(path) : Portable(path);

    /// <summary>Of an open file, on Linux.</summary>
    public static FileStat Of(SafeFileHandle handle) => Statx.Of(handle);

    private static FileStat Portable(string path)
    {
        var info = new FileInfo(path);
        if (info.Exists)
            return new(FileType.Regular, new(0, 0, info.CreationTimeUtc.Ticks), info.Length, info.LastWriteTimeUtc, info.CreationTimeUtc);
        return Directory.Exists(path) ? new(FileType.Directory, default, 0, default, default) : default;
    }
}

/// <summary>Tells a file from another one that took its name.</summary>
public readonly record struct FileIdentity(ulong Device, ulong Inode, long Born);

internal static partial class Statx
{
    private const int AtCwd = -100;
    private const int EmptyPath = 0x1000;
    private const uint Wanted = 0x0fff;
    private const uint HasBirth = 0x0800;

    public static FileStat Of(string path) => Of(AtCwd, path, 0);

    public static FileStat Of(SafeFileHandle handle) => Of((int)handle.DangerousGetHandle(), "", EmptyPath);

    private static unsafe FileStat Of(int directory, string path, int flags)
    {
        var buffer = stackalloc byte[256];
        if (Call(directory, path, flags, Wanted, buffer) != 0)
            return default;
        var type = (*(ushort*)(buffer + 28) & 0xf000) switch { 0x8000 => FileType.Regular, 0x4000 => FileType.Directory, _ => FileType.Other };
        var modified = Time(buffer + 112);
        // Not every file system knows the birth: then the earliest time it does know.
        var changed = Time(buffer + 96);
        var born = (*(uint*)buffer & HasBirth) != 0 ? Time(buffer + 80) : modified < changed ? modified : changed;
        var birthMark = (*(uint*)buffer & HasBirth) != 0 ? born.Ticks : 0;
        return new(type, new((ulong)*(uint*)(buffer + 136) << 32 | *(uint*)(buffer + 140), *(ulong*)(buffer + 32), birthMark),
            (long)*(ulong*)(buffer + 40), modified, born);
    }

    private static unsafe DateTimeOffset Time(byte* at)
    {
        var seconds = Math.Clamp(*(long*)at, -60_000_000_000, 250_000_000_000);
        return DateTimeOffset.UnixEpoch.AddTicks(seconds * TimeSpan.TicksPerSecond + *(uint*)(at + 8) / 100);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Call(int directory, string path, int flags, uint mask, byte* buffer);
}
