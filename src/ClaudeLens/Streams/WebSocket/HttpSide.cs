using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>
/// A connection as HTTP sees it. What HTTP leaves in it (features, timeouts) is its own: when a connection has been taken from
/// it, nothing of it is reached any more.
/// </summary>
internal sealed class HttpSide : ConnectionContext, IDuplexPipe
{
    private readonly ConnectionContext _connection;
    private readonly PipeWriter _output;

    public HttpSide(ConnectionContext connection, PipeWriter output, Takeover takeover, Heartbeats beats)
    {
        (_connection, _output, Transport, ConnectionId) = (connection, output, this, connection.ConnectionId);
        Features = new FeatureCollection(connection.Features);
        Features.Set(takeover);
        Features.Set<IConnectionHeartbeatFeature>(beats);
        (LocalEndPoint, RemoteEndPoint, ConnectionClosed) = (connection.LocalEndPoint, connection.RemoteEndPoint, connection.ConnectionClosed);
    }

    public override IFeatureCollection Features { get; }
    public override string ConnectionId { get; set; }
    public override IDuplexPipe Transport { get; set; }
    public override EndPoint? LocalEndPoint { get; set; }
    public override EndPoint? RemoteEndPoint { get; set; }
    public override CancellationToken ConnectionClosed { get; set; }

    public override IDictionary<object, object?> Items
    {
        get => _connection.Items;
        set => _connection.Items = value;
    }

    PipeReader IDuplexPipe.Input => _connection.Transport.Input;
    PipeWriter IDuplexPipe.Output => _output;

    public override void Abort(ConnectionAbortedException abortReason) => _connection.Abort(abortReason);
}

/// <summary>Kestrel's clock for timeouts, as long as the connection is HTTP's.</summary>
internal sealed class Heartbeats(IConnectionHeartbeatFeature? kestrel) : IConnectionHeartbeatFeature
{
    private Action? _beat;

    public void OnHeartbeat(Action<object> action, object state)
    {
        if (_beat is null) kestrel?.OnHeartbeat(static beats => ((Heartbeats)beats)._beat?.Invoke(), this);
        _beat += () => action(state);
    }

    public void Stop() => _beat = null;
}
