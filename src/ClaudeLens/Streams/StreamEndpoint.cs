using System.Globalization;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Who asks for a stream, whether it may have one, and which.</summary>
internal sealed class StreamEndpoint(
    Pump pump, Conversation conversation, Connections connections, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime)
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
        var maxRate = options.Value.MaxRate;
        if (query["max_rate"] is { Count: > 0 } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out maxRate) || maxRate > 1_000_000))
        {
            await Refuse(http, 400, "max_rate is how many message frames may come in a second: a whole number, 0 for any.");
            return;
        }
        var controls = Handshake.Offers(http, Subprotocol);
        var (input, output) = await Handshake.AcceptAsync(http, controls ? Subprotocol : null);
        Viewer viewer = null!;
        viewer = new Viewer(output, controls, filter, new TokenBucket(maxRate, Math.Max(options.Value.Burst, maxRate)), http.Abort, () => pump.Wake(viewer));
        var since = query["since"];
        await conversation.RunAsync(viewer, input, allowed, since.Count == 0 ? null : since.ToString(), newestMetrics: types == FrameKinds.MetricUpdate, http.RequestAborted);
    }

    private static Task Refuse(HttpContext http, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(http);
}
