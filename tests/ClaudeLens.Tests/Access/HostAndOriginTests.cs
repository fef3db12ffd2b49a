using System.Net;
using System.Net.Http.Headers;
using ClaudeLens.Tests.Streams;

namespace ClaudeLens.Tests.Access;

public sealed class HostAndOriginTests
{
    [Theory]
    [InlineData("/plain", "127.0.0.1:{port}", null, HttpStatusCode.OK)]
    [InlineData("/plain", "localhost:{port}", "http://localhost:{port}", HttpStatusCode.OK)]
    [InlineData("/plain", "[::1]:{port}", "http://127.0.0.1:{port}", HttpStatusCode.OK)]
    [InlineData("/plain", "lens.example", "https://lens.example", HttpStatusCode.OK)]
    [InlineData("/plain", "evil.example:{port}", null, HttpStatusCode.Forbidden)]
    [InlineData("/plain", "localhost.evil.example:{port}", null, HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1:1", null, HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1", null, HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1:{port}", "null", HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1:{port}", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1:{port}", "http://127.0.0.1:1", HttpStatusCode.Forbidden)]
    [InlineData("/plain", "127.0.0.1:{port}", "http://127.0.0.1:{port}@evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/nowhere", "127.0.0.1:{port}", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/ws/activity-stream", "127.0.0.1:{port}", "http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("/ws/metrics-updates", "evil.example:{port}", null, HttpStatusCode.Forbidden)]
    [InlineData("/ws/activity-stream", "127.0.0.1:{port}", "http://127.0.0.1:{port}", HttpStatusCode.SwitchingProtocols)]
    [InlineData("/ws/activity-stream", "127.0.0.1:{port}", null, HttpStatusCode.SwitchingProtocols)]
    public async Task Only_this_server_under_its_own_names_is_served(string path, string host, string? origin, HttpStatusCode expected)
    {
        await using var server = await StreamServer.StartAsync(settings: ("Access:AllowedHosts:0", "lens.example"));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{server.Port}{path}");
        request.Headers.Host = host.Replace("{port}", $"{server.Port}", StringComparison.Ordinal);
        if (origin is not null) request.Headers.Add("Origin", origin.Replace("{port}", $"{server.Port}", StringComparison.Ordinal));
        if (path.StartsWith("/ws/", StringComparison.Ordinal))
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.Upgrade.Add(new ProductHeaderValue("websocket"));
            request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            request.Headers.Add("Sec-WebSocket-Version", "13");
        }
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.Forbidden) Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("script-src 'self';", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }
}
