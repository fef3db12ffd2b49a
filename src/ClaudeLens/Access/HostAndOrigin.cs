using Microsoft.Extensions.Options;

namespace ClaudeLens.Access;

/// <summary>Refuses what another site's page could have sent, on every route and both sockets.</summary>
internal sealed class HostAndOrigin(RequestDelegate next, IOptions<AccessOptions> options)
{
    private readonly AllowedHosts _hosts = new(options.Value.AllowedHosts);

    public Task InvokeAsync(HttpContext http)
    {
        var port = http.Connection.LocalPort;
        if (!_hosts.Contains(http.Request.Host, http.Request.IsHttps ? 443 : 80, port))
            return Refuse(http, "This server is not known under the name it was asked for. Names beside loopback's are allowed with Access:AllowedHosts.");
        var origins = http.Request.Headers.Origin;
        foreach (var origin in origins)
            if (origin is null || !_hosts.ContainsOrigin(origin, port))
                return Refuse(http, "A page of another origin may not ask this server.");
        return next(http);
    }

    private static Task Refuse(HttpContext http, string why) =>
        Results.Problem(why, statusCode: StatusCodes.Status403Forbidden).ExecuteAsync(http);
}
