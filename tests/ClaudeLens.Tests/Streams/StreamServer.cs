using System.Net.WebSockets;
using ClaudeLens.Access;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaudeLens.Tests.Streams;

/// <summary>The streams on a real socket, over live state that the test moves.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StreamServer(WebApplication app, MemoryLive live) => (_app, Live) = (app, live);

    public MemoryLive Live { get; }
    public int Port => new Uri(_app.Urls.First()).Port;
    public IServiceProvider Services => _app.Services;
    public Pump Pump => Services.GetRequiredService<Pump>();

    public static async Task<StreamServer> StartAsync(MemoryLive? live = null, Action<WebApplicationBuilder>? more = null, params (string Key, string Value)[] settings)
    {
        live ??= new MemoryLive();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ILive>(live).AddSingleton<ILivePast>(live).AddSingleton<IJournal>(live);
        builder.Services.AddAccess().AddStreams();
        more?.Invoke(builder);
        var app = builder.Build();
        app.UseAccess();
        app.MapStreams();
        app.MapGet("/plain", () => "here");
        await app.StartAsync();
        return new StreamServer(app, live);
    }

    public Task<StreamClient> OpenAsync(string pathAndQuery = "/ws/activity-stream", bool v1 = false) =>
        StreamClient.OpenAsync(Address(pathAndQuery), v1);

    public Uri Address(string pathAndQuery) => new($"ws://127.0.0.1:{Port}{pathAndQuery}");

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
