using ClaudeLens.Settings;

namespace ClaudeLens.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSettings<AccessOptions>(AccessOptions.Section, (section, options) => section.Bind(options));

    /// <summary>First of all, before files and routes.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app) =>
        app.UseMiddleware<SecurityHeaders>().UseMiddleware<HostAndOrigin>();
}
