using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeLens.Load.Readers;

/// <summary>Thousands of viewers on one thread, by epoll and recv alone: the readers must not be what is measured.</summary>
internal sealed partial class Crowd : IDisposable
{
    private const uint Readable = 1;
    // struct epoll_event is packed on x86-64 only.
    private static readonly int Data = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private readonly int _epoll = epoll_create1(0);
    private readonly List<(Socket Socket, Reader? Reader)> _viewers = [];
    private readonly byte[] _buffer = new byte[4 * 1024 * 1024];
    private volatile bool _stop;
    private Thread? _thread;

    public Latencies Latencies { get; } = new();
    public IReadOnlyList<Reader> Readers => [.. _viewers.Where(v => v.Reader is not null).Select(v => v.Reader!)];

    public void Join(int port, string contender, bool stalled = false, string? since = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (stalled) socket.ReceiveBufferSize = 8192;
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Encoding.ASCII.GetBytes(Wire.Request(contender, port, since)));
        if (Wire.HasHandshake(contender)) ReadHead(socket);
        if (contender == "signalr") socket.Send(Wire.SignalRHello);
        var reader = stalled ? null : new Reader(Latencies);
        _viewers.Add((socket, reader));
        if (reader is null) return;
        Span<byte> wanted = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[Data..], _viewers.Count - 1);
        if (epoll_ctl(_epoll, 1, (int)socket.Handle, ref MemoryMarshal.GetReference(wanted)) != 0) throw new InvalidOperationException("epoll_ctl failed");
    }

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop = true;
        _thread?.Join();
        foreach (var (socket, _) in _viewers) socket.Dispose();
        _ = close(_epoll);
    }

    private void Run()
    {
        var stride = Data + 8;
        var events = new byte[1024 * stride];
        while (!_stop)
        {
            var ready = epoll_wait(_epoll, ref events[0], 1024, 100);
            for (var i = 0; i < ready; i++) Receive(_viewers[BinaryPrimitives.ReadInt32LittleEndian(events.AsSpan(i * stride + Data))]);
        }
    }

    private void Receive((Socket Socket, Reader? Reader) viewer)
    {
        var reader = viewer.Reader!;
        reader.Rest.CopyTo(_buffer);
        var before = reader.Rest.Length;
        var got = (int)recv((int)viewer.Socket.Handle, ref _buffer[before], Math.Min(_buffer.Length - before, 256 * 1024), 0x40);
        if (got <= 0)
        {
            if (Marshal.GetLastPInvokeError() == 11 && got < 0) return;
            reader.End();
            epoll_ctl(_epoll, 2, (int)viewer.Socket.Handle, ref _buffer[0]);
            return;
        }
        reader.Take(_buffer.AsSpan(0, before + got));
        if (reader.Answer is not { } answer) return;
        viewer.Socket.Send(answer);
        reader.Answer = null;
    }

    private static void ReadHead(Socket socket)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && socket.Receive(one) == 1) head.Append((char)one[0]);
        if (!head.ToString().StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidOperationException($"Refused: {head}");
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int socket, ref byte wanted);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, ref byte events, int most, int milliseconds);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint recv(int socket, ref byte buffer, nint length, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int file);
}
