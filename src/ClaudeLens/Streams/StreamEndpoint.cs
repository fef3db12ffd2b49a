using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace ClaudeLens.Streams;

/// <summary>One socket from its handshake to its end: the reading side, and the frame around the sending one.</summary>
internal sealed class StreamEndpoint(
    Pump pump, Opening opening, Connections connections, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, ILogger<StreamEndpoint> log)
{
    public const string Subprotocol = "claudelens.v1";
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <param name="types">What it carries when the client names nothing.</param>
    /// <param name="allowed">What a client may name.</param>
    public async Task ServeAsync(HttpContext http, FrameKinds types, FrameKinds allowed)
    {
        var query = http.Request.Query;
        if (Handshake.Check(http) is { } wrong)
        {
            if (wrong.Status == 426) http.Response.Headers["Sec-WebSocket-Version"] = "13";
            await Refuse(http, wrong.Status, wrong.Problem);
            return;
        }
        if (Filter.Parse(query["types"], query["session_id"], query["project"], types) is not { } filter || (filter.Types & ~allowed) != 0)
        {
            await Refuse(http, 400, "The filter names a frame type that this stream does not have, or too many names.");
            return;
        }
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Refuse(http, 503, "The server is stopping.");
            return;
        }
        using var place = connections.TryEnter(http.Connection.RemoteIpAddress);
        if (place is null)
        {
            http.Response.Headers.RetryAfter = "5";
            await Refuse(http, 503, "There are too many open streams.");
            return;
        }
        var controls = Handshake.Offers(http, Subprotocol);
        var (input, output) = await Handshake.AcceptAsync(http, controls ? Subprotocol : null);
        var viewer = new Viewer(output, controls, filter, http.Abort, pump.Wake);
        await RunAsync(http, viewer, input, query["since"], newestMetrics: types == FrameKinds.MetricUpdate);
    }

    private async Task RunAsync(HttpContext http, Viewer viewer, Stream input, StringValues since, bool newestMetrics)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        pump.Add(viewer);
        var begun = opening.BeginAsync(viewer, since.Count == 0 ? null : since.ToString(), newestMetrics, over.Token);
        _ = begun.ContinueWith(_ => viewer.Abort(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            await ListenAsync(viewer, input, http.RequestAborted);
            await over.CancelAsync();
            await begun;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && !begun.IsFaulted)
        {
            // The client is gone.
        }
        catch (Exception e)
        {
            log.LogError(begun.Exception ?? e, "A stream ended because of a fault in the server.");
        }
        finally
        {
            pump.Remove(viewer);
        }
    }

    private async Task ListenAsync(Viewer viewer, Stream input, CancellationToken cancel)
    {
        var messages = new ClientMessages(input, options.Value.MaxClientMessage);
        try
        {
            while (await messages.ReadAsync(cancel) is { } message)
            {
                viewer.Liveness.Heard = pump.Now;
                if (message.Opcode == Opcode.Ping) viewer.Outbox.Pong(message.Payload.Span);
                else if (message.Opcode == Opcode.Binary) throw new Violation(CloseCode.Unsupported, "only text is understood");
                else if (message.Opcode == Opcode.Close)
                {
                    viewer.Outbox.Close(message.CloseCode, "");
                    break;
                }
                pump.Wake();
            }
        }
        catch (Violation e)
        {
            viewer.Outbox.Close(e.Code, e.Message);
        }
        if (!viewer.Outbox.Closing) return;
        pump.Wake();
        await viewer.Closed.WaitAsync(LastWords, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static Task Refuse(HttpContext http, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(http);
}
