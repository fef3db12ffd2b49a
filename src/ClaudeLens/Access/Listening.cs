using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ClaudeLens.Access;

internal static class Listening
{
    /// <summary>Null: encryption is asked for, by an https address or a <c>Kestrel</c> section, and that needs the host.</summary>
    public static async Task<EarlyServer?> ListenAsync(IConfiguration configuration, string[] urls, Action<KestrelServerOptions> configure, ILoggerFactory logs, Func<HttpContext, Task?> first)
    {
        var encrypted = configuration.GetSection("Kestrel").Exists() || urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase));
        return encrypted ? null : await EarlyServer.StartAsync(urls, configure, logs, first.Guard(configuration));
    }

    /// <summary>The server that listens already, or one that will.</summary>
    public static void AddServer(this WebApplicationBuilder builder, EarlyServer? early)
    {
        builder.Services.AddRoutingCore();
        if (early is not null) builder.WebHost.UseServer(early);
        else builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Configure(builder.Configuration.GetSection("Kestrel")));
    }
}
