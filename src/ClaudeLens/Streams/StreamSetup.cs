using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Settings;
using ClaudeLens.Streams.WebSocket;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

public static class StreamSetup
{
    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services.AddSettings<StreamOptions>(StreamOptions.Section, (section, options) => section.Bind(options), new ValidateStreamOptions());
        services.AddLog<Opening>().AddLog<Conversation>();
        // Made by hand, and so throughout: the container finds out by reflection what a class needs, at every start.
        services.AddSingleton(s => new Tail(s.Get<IOptions<StreamOptions>>()));
        services.AddSingleton(s => new Batches(s.Get<Tail>(), s.Get<TimeProvider>()));
        services.AddSingleton(s => new Housekeeping(s.Get<IOptions<StreamOptions>>()));
        services.AddSingleton(s => new Pump(s.Get<Batches>(), s.Get<Housekeeping>(), s.Get<TimeProvider>()));
        services.AddSingleton(s => new Snapshots(s.Get<ILive>(), s.Get<Tail>(), s.Get<TimeProvider>()));
        services.AddSingleton(s => new Replay(s.Get<ILivePast>(), s.Get<Tail>(), s.Get<Snapshots>(), s.Get<Pump>()));
        services.AddSingleton(s => new Opening(s.Get<ILive>(), s.Get<IJournal>(), s.Get<Tail>(), s.Get<Replay>(), s.Get<Snapshots>(), s.Get<Pump>(),
            s.Get<IOptions<StreamOptions>>(), s.Get<TimeProvider>(), s.Get<ILogger<Opening>>()));
        services.AddSingleton(s => new Connections(s.Get<IOptions<StreamOptions>>()));
        services.AddSingleton(s => new Conversation(s.Get<Pump>(), s.Get<Opening>(), s.Get<IOptions<StreamOptions>>(), s.Get<ILogger<Conversation>>()));
        services.AddSingleton(s => new StreamEndpoint(s.Get<Conversation>(), s.Get<Connections>(), s.Get<IOptions<StreamOptions>>(), s.Get<IHostApplicationLifetime>()));
        services.AddSingleton(s => new Farewell(s.Get<Pump>(), s.Get<IHostApplicationLifetime>(), s.Get<TimeProvider>()));
        services.Configure<KestrelServerOptions>(Configure);
        return services;
    }

    /// <summary>What the streams need of the server.</summary>
    public static void Configure(KestrelServerOptions kestrel)
    {
        kestrel.ConfigureEndpointDefaults(Takeover.Use);
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
    }

    /// <summary>Maps both streams. Call it before the application starts: from the first change on, the tail has everything.</summary>
    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (tail, pump, opening) = (services.Get<Tail>(), services.Get<Pump>(), services.Get<Opening>());
        pump.NeedsSnapshot = (viewer, fellOut) => _ = Task.Run(() => opening.AgainAsync(viewer, fellOut));
        services.Get<ILive>().Subscribe(batch =>
        {
            tail.Append(batch);
            pump.Wake(batch.More);
        });
        services.Get<Farewell>().Listen();

        var endpoint = services.Get<StreamEndpoint>();
        string[] methods = ["GET", "CONNECT"];
        routes.MapMethods("/ws/activity-stream", methods, (RequestDelegate)(http => endpoint.ServeAsync(http, FrameKinds.Activity, FrameKinds.All)));
        routes.MapMethods("/ws/metrics-updates", methods, (RequestDelegate)(http => endpoint.ServeAsync(http, FrameKinds.MetricUpdate, FrameKinds.MetricUpdate)));
    }
}
