using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Settings;

/// <summary>
/// What the framework asks its container for as an open generic type, made by hand as well: in a native build the container
/// makes each such type up at every start. Leaving a line out changes nothing but the time.
/// </summary>
internal static class FrameworkRegistration
{
    public static IServiceCollection AddFramework(this IServiceCollection services)
    {
        // Validates nothing: our settings are checked when they are read. It would only set up the framework's metrics.
        services.RemoveAll<IStartupValidator>();
        return services
            .AddClosed<HostOptions>()
            .AddClosed<ConsoleLifetimeOptions>()
            .AddClosed<KestrelServerOptions>()
            .AddClosed<SocketTransportOptions>()
            .AddClosed<RouteOptions>()
            .AddClosed<RouteHandlerOptions>()
            .AddClosed<FormOptions>()
            .AddSingleton<IOptionsMonitor<OpenApiOptions>>(s => new OptionsMonitor<OpenApiOptions>(Factory<OpenApiOptions>(s), [], new OptionsCache<OpenApiOptions>()));
    }

    private static IServiceCollection AddClosed<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(this IServiceCollection services)
        where T : class =>
        services.AddSingleton<IOptions<T>>(s => new OptionsManager<T>(Factory<T>(s)));

    private static OptionsFactory<T> Factory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(IServiceProvider services) where T : class =>
        new(services.GetServices<IConfigureOptions<T>>(), services.GetServices<IPostConfigureOptions<T>>());
}
