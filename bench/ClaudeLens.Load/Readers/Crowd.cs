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
    private readonly Viewer?[] _viewers = new Viewer?[65_536];
    private int _count = -1;
    private readonly byte[] _buffer = new byte[4 * 1024 * 1024];
    private volatile bool _stop;
    private long _rounds;
    private Thread? _thread;

    public Latencies Latencies { get; } = new();
    /// <summary>Every seq is a message.</summary>
    public bool Contiguous { get; init; } = true;
    public IReadOnlyList<Viewer> Viewers => [.. _viewers.TakeWhile(v => v is not null).Select(v => v!)];
    public IReadOnlyList<Reader> Readers => [.. Viewers.Select(v => v.Reader).OfType<Reader>().Distinct()];

    /// <param name="again">Who comes back; a new one otherwise.</param>
    public void Join(int port, string contender, bool stalled = false, Reader? again = null, string? since = null)
    {
        var socket = Connect(port, contender, stalled ? 8192 : null, since);
        var viewer = new Viewer(socket, stalled ? null : again ?? new Reader(Latencies, Contiguous));
        var at = Interlocked.Increment(ref _count);
        _viewers[at] = viewer;
        if (viewer.Reader is null) return;
        Span<byte> wanted = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(wanted, Readable);
        BinaryPrimitives.WriteInt32LittleEndian(wanted[Data..], at);
        if (epoll_ctl(_epoll, 1, (int)socket.Handle, ref MemoryMarshal.GetReference(wanted)) != 0) throw new InvalidOperationException("epoll_ctl failed");
    }

    /// <summary>Hang up, without a word.</summary>
    public void Cut(IEnumerable<Viewer> viewers)
    {
        foreach (var viewer in viewers)
        {
            _ = epoll_ctl(_epoll, 2, (int)viewer.Socket.Handle, ref _buffer[0]);
            viewer.Socket.LingerState = new LingerOption(true, 0);
            viewer.Gone = true;
        }
        // What the receiving thread has under way is over when it has waited again.
        var rounds = Volatile.Read(ref _rounds);
        SpinWait.SpinUntil(() => Volatile.Read(ref _rounds) > rounds + 1);
        foreach (var viewer in viewers) viewer.Socket.Dispose();
    }

    /// <summary>An open stream of which nothing is read.</summary>
    public static Socket Connect(int port, string contender, int? receiveBuffer = null, string? since = null, IPAddress? from = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes) socket.ReceiveBufferSize = bytes;
        if (from is not null) socket.Bind(new IPEndPoint(from, 0));
        socket.Connect(IPAddress.Loopback, port);
        socket.Send(Encoding.ASCII.GetBytes(Wire.Request(contender, port, since)));
        if (Wire.HasHandshake(contender)) ReadHead(socket);
        if (contender == "signalr") socket.Send(Wire.SignalRHello);
        return socket;
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
        foreach (var viewer in Viewers) viewer.Socket.Dispose();
        _ = close(_epoll);
    }

    private void Run()
    {
        var stride = Data + 8;
        var events = new byte[1024 * stride];
        while (!_stop)
        {
            var ready = epoll_wait(_epoll, ref events[0], 1024, 100);
            Volatile.Write(ref _rounds, _rounds + 1);
            for (var i = 0; i < ready; i++) Receive(_viewers[BinaryPrimitives.ReadInt32LittleEndian(events.AsSpan(i * stride + Data))]!);
        }
    }

    private void Receive(Viewer viewer)
    {
        if (viewer.Gone) return;
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

    /// <param name="Reader">Null of one who does not read.</param>
    public sealed record Viewer(Socket Socket, Reader? Reader)
    {
        public volatile bool Gone;
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
