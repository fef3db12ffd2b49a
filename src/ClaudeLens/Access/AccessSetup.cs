using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSettings<AccessOptions>(AccessOptions.Section, (section, options) => section.Bind(options));

    /// <summary>First of all, before files and routes.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.Use(next => new SecurityHeaders(next).InvokeAsync)
            .Use(next => new HostAndOrigin(next, app.ApplicationServices.Get<IOptions<AccessOptions>>()).InvokeAsync);
}
