using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeLens.Tests.Streams;

public sealed class TlsTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1, "1.1")]
    [InlineData(HttpProtocols.Http2, "2.0")]
    public async Task Over_TLS_and_HTTP_2_the_streams_are_the_same(HttpProtocols protocols, string version)
    {
        var cancel = TestContext.Current.CancellationToken;
        using var certificate = SelfSigned();
        await using var server = await StreamServer.StartAsync(more: builder =>
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                listen.UseHttps(certificate);
            }));
        });
        for (var i = 0; i < 2_000; i++) server.Live.Message(withState: false);

        using var socket = new ClientWebSocket();
        socket.Options.HttpVersion = new Version(version);
        socket.Options.HttpVersionPolicy = HttpVersionPolicy.RequestVersionExact;
        socket.Options.AddSubProtocol("claudelens.v1");
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } };
        using var invoker = new HttpMessageInvoker(handler);
        await socket.ConnectAsync(new Uri($"wss://127.0.0.1:{server.Port}/ws/activity-stream?since=e1:0"), invoker, cancel);

        var seqs = new List<long>();
        var part = new byte[1 << 20];
        while (seqs.Count < 2_001)
        {
            var length = 0;
            ValueWebSocketReceiveResult read;
            do length += (read = await socket.ReceiveAsync(part.AsMemory(length), cancel)).Count;
            while (!read.EndOfMessage);
            var json = JsonDocument.Parse(part.AsMemory(0, length)).RootElement;
            if (json.ValueKind == JsonValueKind.Array) seqs.AddRange(json.EnumerateArray().Select(f => f.Seq()));
            else if (json.Type() == "new_message") seqs.Add(json.Seq());
            else server.Live.Message(withState: false);
        }
        Assert.Equal(Enumerable.Range(1, 2_001).Select(n => (long)n), seqs);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
