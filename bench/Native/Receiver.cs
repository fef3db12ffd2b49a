using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClaudeLens.Bench.Native;

/// <summary>
/// Reads a stream of frames and notes when each marker (<c>zq7</c> and six digits) was first seen in it, in nanoseconds of the
/// monotonic clock that the writer uses too. Prints <c>ready</c> once connected, then one line a marker, in order of arrival.
/// </summary>
internal static class Receiver
{
    private static ReadOnlySpan<byte> Marker => "zq7"u8;
    private const int MarkerLength = 9;

    public static int Run(string kind, int port, string path, int expected, int seconds, string[] greeting)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.ReceiveTimeout = 200;
        var webSocket = kind.StartsWith("ws", StringComparison.Ordinal);
        if (kind != "raw")
            socket.Send(Request(webSocket, kind == "ws-v1", port, path));

        var buffer = new byte[16 * 1024 * 1024];
        int start = 0, end = 0;
        if (kind != "raw")
        {
            int headers;
            while ((headers = buffer.AsSpan(0, end).IndexOf("\r\n\r\n"u8)) < 0)
                end += socket.Receive(buffer.AsSpan(end));
            if (!buffer.AsSpan(0, end).StartsWith(webSocket ? "HTTP/1.1 101"u8 : "HTTP/1.1 200"u8))
            {
                Console.Error.WriteLine(Encoding.UTF8.GetString(buffer, 0, headers));
                return 1;
            }
            start = headers + 4;
        }
        foreach (var message in greeting)
            socket.Send(Masked(0x81, Encoding.UTF8.GetBytes(message)));
        Console.Out.WriteLine("ready");
        Console.Out.Flush();

        var arrivals = new List<(int Marker, long At)>(expected);
        var seen = new HashSet<int>(expected);
        var deadline = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        while (seen.Count < expected && Stopwatch.GetTimestamp() < deadline)
        {
            if (start > buffer.Length / 2)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
            }
            int read;
            try
            {
                read = socket.Receive(buffer.AsSpan(end));
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                continue;
            }
            if (read == 0)
                break;
            var now = Stopwatch.GetTimestamp();
            end += read;
            if (webSocket)
                start += Frames(socket, buffer.AsSpan(start, end - start), now, seen, arrivals);
            else
                start += Scan(buffer.AsSpan(start, end - start), now, seen, arrivals);
        }
        var answer = new StringBuilder();
        foreach (var (marker, at) in arrivals)
            answer.Append(marker).Append(' ').Append(at).Append('\n');
        Console.Out.Write(answer);
        return 0;
    }

    private static byte[] Request(bool webSocket, bool v1, int port, string path) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        + (webSocket
            ? "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            : "Accept: text/event-stream\r\n")
        + (v1 ? "Sec-WebSocket-Protocol: claudelens.v1\r\n" : "") + "\r\n");

    /// <summary>Takes whole WebSocket frames; answers pings. Returns how many bytes were taken.</summary>
    private static int Frames(Socket socket, Span<byte> bytes, long now, HashSet<int> seen, List<(int, long)> arrivals)
    {
        var taken = 0;
        while (true)
        {
            var frame = bytes[taken..];
            if (frame.Length < 2)
                return taken;
            long length = frame[1] & 0x7f;
            var header = length == 126 ? 4 : length == 127 ? 10 : 2;
            if (frame.Length < header)
                return taken;
            if (length == 126)
                length = frame[2] << 8 | frame[3];
            else if (length == 127)
                length = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(frame[2..]);
            if (frame.Length < header + length)
                return taken;
            var payload = frame.Slice(header, (int)length);
            if ((frame[0] & 0x0f) == 9)
                socket.Send(Masked(0x8a, payload));
            else
                Scan(payload, now, seen, arrivals);
            taken += header + (int)length;
        }
    }

    /// <summary>A short frame masked with zeros, as a client must mask.</summary>
    private static byte[] Masked(byte kind, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[6 + payload.Length];
        frame[0] = kind;
        frame[1] = (byte)(0x80 | payload.Length);
        payload.CopyTo(frame.AsSpan(6));
        return frame;
    }

    /// <summary>Returns how many bytes can be forgotten: all but what may be the beginning of a marker.</summary>
    private static int Scan(ReadOnlySpan<byte> bytes, long now, HashSet<int> seen, List<(int, long)> arrivals)
    {
        var at = 0;
        while (true)
        {
            var found = bytes[at..].IndexOf(Marker);
            if (found < 0)
                return Math.Max(at, bytes.Length - MarkerLength + 1);
            at += found;
            if (bytes.Length < at + MarkerLength)
                return at;
            if (int.TryParse(bytes.Slice(at + Marker.Length, 6), out var marker) && seen.Add(marker))
                arrivals.Add((marker, now));
            at += MarkerLength;
        }
    }
}
