using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Who asks for a stream, whether it may have one, and which.</summary>
internal sealed class StreamEndpoint(Conversation conversation, Connections connections, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime)
{
    /// <param name="types">What it carries when the client names nothing.</param>
    /// <param name="allowed">What a client may name.</param>
    public async Task ServeAsync(HttpContext http, FrameKinds types, FrameKinds allowed)
    {
        if (Handshake.Check(http) is { } wrong)
        {
            if (wrong.Status == 426) http.Response.Headers["Sec-WebSocket-Version"] = "13";
            await Refuse(http, wrong.Status, wrong.Problem);
        }
        else if (Asked.Of(http.Request, types, allowed, options.Value.MaxRate) is var (asked, problem) && asked is null)
        {
            await Refuse(http, 400, problem!);
        }
        else if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await Refuse(http, 503, "The server is stopping.");
        }
        else if (connections.TryEnter(http.Connection.RemoteIpAddress) is not { } place)
        {
            http.Response.Headers.RetryAfter = "5";
            await Refuse(http, 503, "There are too many open streams.");
        }
        else
        {
            await OpenAsync(http, asked, place);
        }
    }

    private async Task OpenAsync(HttpContext http, Asked asked, IDisposable place)
    {
        try
        {
            var takeover = Takeover.For(http);
            var socket = await Handshake.AcceptAsync(http, asked.Subprotocol, takeover);
            if (takeover is null) await RunAsync(socket, asked, place);
            else takeover.Run(() => RunAsync(socket, asked, place));
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    private async Task RunAsync(OpenSocket socket, Asked asked, IDisposable place)
    {
        using (place) await conversation.RunAsync(socket, asked);
    }

    private static Task Refuse(HttpContext http, int status, string detail) =>
        Results.Problem(detail, statusCode: status).ExecuteAsync(http);
}
