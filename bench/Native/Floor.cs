using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ClaudeLens.Bench.Native;

/// <summary>
/// inotify wake-up, read of what is new, write to one loopback socket: no parsing, no order, no memory of anything but
/// each file's length. Nothing that watches transcripts can be faster.
/// </summary>
internal static partial class Floor
{
    private const uint Modify = 0x2, Create = 0x100;

    public static int Run(string folder, int port)
    {
        var inotify = inotify_init1(0);
        if (inotify < 0 || inotify_add_watch(inotify, folder, Modify | Create) < 0)
            return 1;
        var lengths = Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), path => new FileInfo(path).Length);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var client = listener.AcceptSocket();
        client.NoDelay = true;

        var events = new byte[64 * 1024];
        var bytes = new byte[1024 * 1024];
        while (true)
        {
            var read = (int)inotify_read(inotify, events, (nuint)events.Length);
            for (var at = 0; at < read;)
            {
                var nameLength = (int)BinaryPrimitives.ReadUInt32LittleEndian(events.AsSpan(at + 12));
                var name = Encoding.UTF8.GetString(events.AsSpan(at + 16, nameLength)).TrimEnd('\0');
                at += 16 + nameLength;
                if (name.Length == 0)
                    continue;
                using var file = File.OpenHandle(Path.Combine(folder, name), options: FileOptions.None, share: FileShare.ReadWrite);
                try
                {
                    lengths[name] = Forward(file, lengths.GetValueOrDefault(name), bytes, client);
                }
                catch (SocketException)
                {
                    return 0;
                }
            }
        }
    }

    private static long Forward(SafeFileHandle file, long from, byte[] bytes, Socket client)
    {
        int read;
        while ((read = RandomAccess.Read(file, bytes, from)) > 0)
        {
            for (var sent = 0; sent < read;)
                sent += client.Send(bytes.AsSpan(sent, read - sent));
            from += read;
        }
        return from;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(int fd, string path, uint mask);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint inotify_read(int fd, [Out] byte[] buffer, nuint count);
}
