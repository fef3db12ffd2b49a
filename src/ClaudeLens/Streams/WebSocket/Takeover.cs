using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>
/// Takes an upgraded connection from HTTP: what HTTP held for it is let go (twice what a viewer needs), and frames are written
/// straight to the socket. Kestrel's way out copies every write into a pipe and sends it from another thread: for a thousand
/// viewers that get the same bytes, that is a thousand copies and a thousand hops.
/// </summary>
internal sealed class Takeover
{
    /// <summary>The output of a socket is unbounded otherwise: the kernel grows it to megabytes for a viewer that does not read.</summary>
    private const int SendBuffer = 128 * 1024;

    private readonly ConnectionContext _connection;
    private readonly NetworkStream _output;
    private Func<Task>? _run;

    private Takeover(ConnectionContext connection, NetworkStream output) => (_connection, _output) = (connection, output);

    /// <summary>
    /// From here on a flush of the response returns when the socket took it. So when a handshake is answered, its bytes are
    /// out, and what is written to the socket afterwards cannot overtake them.
    /// </summary>
    public static void Use(ListenOptions listen) => listen.Use(http => async connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
        {
            await http(connection);
            return;
        }
        var takeover = new Takeover(connection, new NetworkStream(socket, ownsSocket: false));
        var beats = new Heartbeats(connection.Features.Get<IConnectionHeartbeatFeature>());
        await http(new HttpSide(connection, PipeWriter.Create(takeover._output, new StreamPipeWriterOptions(leaveOpen: true)), takeover, beats));
        beats.Stop();
        if (takeover._run is { } run) await run();
    });

    /// <summary>Null where frames must go through Kestrel: TLS, HTTP/2, another transport.</summary>
    public static Takeover? For(HttpContext http) => http.Request.IsHttps ? null : http.Features.Get<Takeover>();

    public OpenSocket Socket
    {
        get
        {
            (_output.Socket.SendBufferSize, _output.Socket.NoDelay) = (SendBuffer, true);
            return new OpenSocket(_connection.Transport.Input, _output, _connection.Abort);
        }
    }

    /// <summary>What the connection does once HTTP has returned it; it ends with that.</summary>
    public void Run(Func<Task> run) => _run = run;
}
