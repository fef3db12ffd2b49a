using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ClaudeLens.Access;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaudeLens.Load.Servers;

/// <summary>ClaudeLens' own streams, nothing else of it.</summary>
internal static class StreamsServer
{
    public static async Task<Served> StartAsync(Plan plan)
    {
        var live = new MemoryLive();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Listen(builder, plan.Contender);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILive>(live).AddSingleton<ILivePast>(live).AddSingleton<IJournal>(live);
        builder.Services.AddAccess().AddStreams();
        var app = builder.Build();
        app.UseAccess();
        app.MapStreams();
        await app.StartAsync();
        var generator = new Generator(plan.Sessions);
        return new Served(new Uri(app.Urls.First()).Port, generator, seq =>
        {
            var message = generator.Message(seq);
            var added = new ActivityAdded(seq, message.Timestamp, message);
            if (plan.State) live.Publish(seq, added, new SessionChanged(seq, message.Timestamp, SessionChange.Changed, generator.Session(seq)));
            else live.Publish(seq, added);
        });
    }

    private static void Listen(WebApplicationBuilder builder, string contender)
    {
        if (!contender.Contains("-tls", StringComparison.Ordinal))
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            return;
        }
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = contender.EndsWith("-h2", StringComparison.Ordinal) ? HttpProtocols.Http2 : HttpProtocols.Http1;
            listen.UseHttps(certificate);
        }));
    }
}

/// <param name="Next">Brings about the message with this seq.</param>
internal sealed record Served(int Port, Generator Generator, Action<long> Next);
