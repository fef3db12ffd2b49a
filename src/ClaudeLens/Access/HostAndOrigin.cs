namespace ClaudeLens.Access;

/// <summary>Refuses what another site's page could have sent, on every route and both sockets.</summary>
internal sealed class HostAndOrigin(AccessOptions options)
{
    private readonly AllowedHosts _hosts = new(options.AllowedHosts);

    /// <returns>Why the request is refused; null when it may go on.</returns>
    public string? Refusal(HttpContext http)
    {
        var port = http.Connection.LocalPort;
        if (!_hosts.Contains(http.Request.Host, http.Request.IsHttps ? 443 : 80, port))
            return "This server is not known under the name it was asked for. Names beside loopback's are allowed with Access:AllowedHosts.";
        foreach (var origin in http.Request.Headers.Origin)
            if (origin is null || !_hosts.ContainsOrigin(origin, port))
                return "A page of another origin may not ask this server.";
        return null;
    }
}
