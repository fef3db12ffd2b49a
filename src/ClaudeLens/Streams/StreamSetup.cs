using ClaudeLens.Live;
using ClaudeLens.Settings;
using ClaudeLens.Streams.WebSocket;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeLens.Streams;

public static class StreamSetup
{
    public static IServiceCollection AddStreams(this IServiceCollection services)
    {
        services.AddSettings<StreamOptions>(StreamOptions.Section, (section, options) => section.Bind(options), new ValidateStreamOptions());
        services.AddSingleton<Tail>().AddSingleton<Batches>().AddSingleton<Housekeeping>().AddSingleton<Pump>();
        services.AddSingleton<Snapshots>().AddSingleton<Replay>().AddSingleton<Opening>().AddSingleton<Connections>().AddSingleton<Conversation>().AddSingleton<StreamEndpoint>();
        services.AddLog<Opening>().AddLog<Conversation>().AddSingleton<Farewell>();
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.ConfigureEndpointDefaults(Takeover.Use);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        return services;
    }

    /// <summary>Maps both streams. Call it before the application starts: from the first change on, the tail has everything.</summary>
    public static void MapStreams(this IEndpointRouteBuilder routes)
    {
        var services = routes.ServiceProvider;
        var (tail, pump, opening) = (services.GetRequiredService<Tail>(), services.GetRequiredService<Pump>(), services.GetRequiredService<Opening>());
        pump.NeedsSnapshot = (viewer, fellOut) => _ = Task.Run(() => opening.AgainAsync(viewer, fellOut));
        services.GetRequiredService<ILive>().Subscribe(batch =>
        {
            tail.Append(batch);
            pump.Wake();
        });
        services.GetRequiredService<Farewell>().Listen();

        var endpoint = services.GetRequiredService<StreamEndpoint>();
        string[] methods = ["GET", "CONNECT"];
        routes.MapMethods("/ws/activity-stream", methods, (RequestDelegate)(http => endpoint.ServeAsync(http, FrameKinds.Activity, FrameKinds.All)));
        routes.MapMethods("/ws/metrics-updates", methods, (RequestDelegate)(http => endpoint.ServeAsync(http, FrameKinds.MetricUpdate, FrameKinds.MetricUpdate)));
    }
}
