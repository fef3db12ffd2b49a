using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Access;

public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services) =>
        services.AddSettings<AccessOptions>(AccessOptions.Section, Bind);

    /// <summary>First of all, before files and routes.</summary>
    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        var rules = new HostAndOrigin(app.ApplicationServices.Get<IOptions<AccessOptions>>().Value);
        return app.Use(next => http =>
        {
            SecurityHeaders.Add(http.Response.Headers);
            return rules.Refusal(http) is { } why ? Results.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http) : next(http);
        });
    }

    /// <summary>The same for what is answered before there is an application. What is refused waits for it, and is refused there.</summary>
    internal static Func<HttpContext, Task?> Guard(this Func<HttpContext, Task?> answer, IConfiguration configuration)
    {
        var options = new AccessOptions();
        Bind(configuration.GetSection(AccessOptions.Section), options);
        var rules = new HostAndOrigin(options);
        return http =>
        {
            if (rules.Refusal(http) is not null) return null;
            SecurityHeaders.Add(http.Response.Headers);
            return answer(http);
        };
    }

    private static void Bind(IConfiguration section, AccessOptions options) => section.Bind(options);
}
