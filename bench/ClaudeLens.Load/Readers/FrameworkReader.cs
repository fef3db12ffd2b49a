using System.Diagnostics;
using System.Net.WebSockets;

namespace ClaudeLens.Load.Readers;

/// <summary>A viewer on the framework's own WebSocket, a connection of its own, where epoll alone cannot read: TLS and HTTP/2.</summary>
internal sealed class FrameworkReader : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly SocketsHttpHandler _handler = new() { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.Subject == "CN=localhost" } };
    private readonly HttpMessageInvoker _invoker;
    private Task _reading = Task.CompletedTask;

    public FrameworkReader(Latencies latencies)
    {
        Reader = new Reader(latencies);
        _invoker = new HttpMessageInvoker(_handler);
    }

    public Reader Reader { get; }

    public async Task OpenAsync(string contender, int port)
    {
        var tls = contender.Contains("-tls", StringComparison.Ordinal);
        _socket.Options.AddSubProtocol("claudelens.v1");
        if (contender.EndsWith("-h2", StringComparison.Ordinal))
            (_socket.Options.HttpVersion, _socket.Options.HttpVersionPolicy) = (new Version(2, 0), HttpVersionPolicy.RequestVersionExact);
        await _socket.ConnectAsync(new Uri($"{(tls ? "wss" : "ws")}://127.0.0.1:{port}/ws/activity-stream?max_rate=0&types=new_message"), _invoker, CancellationToken.None);
        _reading = Task.Run(ReadAsync);
    }

    public void Dispose()
    {
        _socket.Abort();
        _socket.Dispose();
        _invoker.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult read;
                do
                {
                    if (length == buffer.Length) Array.Resize(ref buffer, 2 * length);
                    length += (read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None)).Count;
                }
                while (!read.EndOfMessage);
                // One histogram for all.
                lock (Reader.Latencies) Reader.Text(buffer.AsSpan(0, length), Stopwatch.GetTimestamp());
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            Reader.End();
        }
    }
}
