using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Load.Servers;

/// <summary>
/// The floor: the same bytes to the same number of loopback sockets by nothing but <c>send</c>. No handshake, no positions, no answer to
/// anybody; a socket that is full would stop everyone. Either a write a message, or rounds as the streams have them: all
/// that came since the last, one write a socket, then a pause as long as the round, ten milliseconds at most.
/// </summary>
internal static class TcpServer
{
    public static Task<Served> StartAsync(Plan plan, bool batched)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(4096);
        var sockets = new List<Socket>();
        _ = Task.Run(() =>
        {
            while (true)
            {
                var socket = listener.AcceptSocket();
                socket.NoDelay = true;
                lock (sockets) sockets.Add(socket);
            }
        });
        var generator = new Generator(plan.Sessions);
        var waiting = new List<byte[]>();
        if (batched) new Thread(() => Rounds(sockets, waiting)) { IsBackground = true }.Start();
        return Task.FromResult(new Served(((IPEndPoint)listener.LocalEndpoint).Port, generator, seq =>
        {
            var message = generator.Message(seq);
            var bytes = ServerFrame.Encode(Opcode.Text, FrameJson.Write(new ActivityAdded(seq, message.Timestamp, message)));
            if (batched) lock (waiting) waiting.Add(bytes);
            else lock (sockets) foreach (var socket in sockets) Send(socket, bytes);
        }));
    }

    private static void Rounds(List<Socket> sockets, List<byte[]> waiting)
    {
        using var never = new ManualResetEvent(false);
        while (true)
        {
            byte[] bytes;
            lock (waiting)
            {
                bytes = [.. waiting.SelectMany(b => b)];
                waiting.Clear();
            }
            var clock = Stopwatch.StartNew();
            if (bytes.Length > 0) lock (sockets) foreach (var socket in sockets) Send(socket, bytes);
            never.WaitOne((int)Math.Clamp(clock.ElapsedMilliseconds, 1, 10));
        }
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }
}
