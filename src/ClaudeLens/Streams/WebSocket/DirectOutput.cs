using System.IO.Pipelines;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>
/// Lets an upgraded connection write straight to its socket. Kestrel's way out copies every write into a pipe and sends it
/// from another thread: for a thousand viewers that get the same bytes, that is a thousand copies and a thousand hops.
/// </summary>
internal sealed class DirectOutput(NetworkStream stream)
{
    /// <summary>The output of a socket is unbounded otherwise: the kernel grows it to megabytes for a viewer that does not read.</summary>
    private const int SendBuffer = 128 * 1024;

    /// <summary>
    /// From here on a flush of the response returns when the socket took it. So when a handshake is answered, its bytes are
    /// out, and what is written to the socket afterwards cannot overtake them.
    /// </summary>
    public static void Use(ListenOptions listen) => listen.Use(next => connection =>
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket) return next(connection);
        var stream = new NetworkStream(socket, ownsSocket: false);
        connection.Features.Set(new DirectOutput(stream));
        connection.Transport = new Duplex(connection.Transport.Input, PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)));
        return next(connection);
    });

    /// <summary>Null where frames must go through Kestrel: TLS, HTTP/2, another transport.</summary>
    public static Stream? For(HttpContext http)
    {
        if (http.Request.IsHttps || http.Features.Get<DirectOutput>() is not { } direct) return null;
        direct.Stream.Socket.SendBufferSize = SendBuffer;
        direct.Stream.Socket.NoDelay = true;
        return direct.Stream;
    }

    private NetworkStream Stream { get; } = stream;

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;
        public PipeWriter Output => output;
    }
}
