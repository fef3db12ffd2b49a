using System.Net;
using System.Net.Sockets;

namespace ClaudeLens.Tests.Streams;

/// <summary>Stands between client and server and cuts each connection after a random number of the server's bytes.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Random _random;
    private readonly Func<int> _server;
    private readonly int _most;

    public CuttingProxy(Func<int> server, int most, int seed)
    {
        (_server, _most, _random) = (server, most, new Random(seed));
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
    public int Cuts { get; private set; }
    /// <summary>From now on nothing is cut.</summary>
    public bool Kind { get; set; }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
            _ = RelayAsync(client, Kind ? int.MaxValue : _random.Next(1, _most));
        }
    }

    private async Task RelayAsync(TcpClient client, int bytes)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server());
                _ = client.GetStream().CopyToAsync(server.GetStream());
                var buffer = new byte[4096];
                while (bytes > 0)
                {
                    var n = await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(buffer.Length, bytes)));
                    if (n == 0) return;
                    await client.GetStream().WriteAsync(buffer.AsMemory(0, n));
                    bytes -= n;
                }
                Cuts++;
                client.Client.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
            {
                // Either end is gone, as it happens.
            }
        }
    }
}
