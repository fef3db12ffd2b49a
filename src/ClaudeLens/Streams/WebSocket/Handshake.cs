using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;

namespace ClaudeLens.Streams.WebSocket;

/// <summary>
/// Opens a WebSocket over HTTP/1.1 (RFC 6455) or HTTP/2 (RFC 8441) and hands out the bare transport: server frames are
/// encoded once and shared, which the framework's own WebSocket cannot do.
/// </summary>
internal static class Handshake
{
    private const string KeySuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>What is wrong with the request, and the status it is answered with; null when it may be accepted.</summary>
    public static (int Status, string Problem)? Check(HttpContext http)
    {
        var extended = http.Features.Get<IHttpExtendedConnectFeature>();
        if (extended is { IsExtendedConnect: true })
        {
            if (extended.Protocol != "websocket") return (501, "Only the protocol websocket is served here.");
        }
        else
        {
            if (http.Features.Get<IHttpUpgradeFeature>() is not { IsUpgradableRequest: true } || !Names(http, "Upgrade", "websocket"))
                return (426, "This address speaks WebSocket: connect to it with a WebSocket client.");
            if (!HttpMethods.IsGet(http.Request.Method)) return (405, "A WebSocket handshake is a GET request.");
            if (!IsKey(http.Request.Headers.SecWebSocketKey.ToString())) return (400, "Sec-WebSocket-Key must be 16 bytes in base64.");
        }
        return http.Request.Headers.SecWebSocketVersion.ToString() == "13" ? null : (426, "Sec-WebSocket-Version must be 13.");
    }

    /// <summary>What the client offers, in its order.</summary>
    public static IEnumerable<string> Subprotocols(HttpRequest request) => Tokens(request, "Sec-WebSocket-Protocol");

    /// <param name="takeover">The connection can be taken from HTTP.</param>
    public static async Task<OpenSocket> AcceptAsync(HttpContext http, string? subprotocol, Takeover? takeover)
    {
        var headers = http.Response.Headers;
        if (subprotocol is not null) headers.SecWebSocketProtocol = subprotocol;
        if (http.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true } extended)
        {
            http.Response.StatusCode = StatusCodes.Status200OK;
            return Over(await extended.AcceptAsync());
        }
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = Accept(http.Request.Headers.SecWebSocketKey.ToString());
        var stream = await http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        return takeover?.Socket ?? Over(stream);

        // It holds no memory while nothing comes.
        OpenSocket Over(Stream both) => new(PipeReader.Create(both, new(bufferSize: 1024, minimumReadSize: 256, leaveOpen: true, useZeroByteReads: true)), both, http.Abort);
    }

    public static string Accept(string key) =>
#pragma warning disable CA5350 // RFC 6455 says SHA-1; nothing secret rests on it.
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + KeySuffix)));
#pragma warning restore CA5350

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[18];
        return key.Length == 24 && Convert.TryFromBase64String(key, bytes, out var n) && n == 16;
    }

    private static bool Names(HttpContext http, string header, string token) =>
        Tokens(http.Request, header).Contains(token, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Tokens(HttpRequest request, string header) =>
        request.Headers[header].SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
