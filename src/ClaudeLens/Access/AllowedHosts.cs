using System.Net;

namespace ClaudeLens.Access;

/// <summary>
/// Which hosts are this server. A page of another site can make a browser send requests here, and a name of its own can be
/// made to resolve to 127.0.0.1; but it cannot make the browser lie about either name.
/// </summary>
internal sealed class AllowedHosts(IEnumerable<string> extra)
{
    private readonly HostString[] _extra = [.. extra.Select(h => new HostString(h.Trim()))];

    /// <param name="port">The server's own; 0 when it listens on a Unix socket.</param>
    public bool Contains(HostString host, int defaultPort, int port)
    {
        if (!host.HasValue) return false;
        var asked = host.Port ?? defaultPort;
        return ((port == 0 || asked == port) && IsLoopback(host.Host))
            || _extra.Any(e => string.Equals(e.Host, host.Host, StringComparison.OrdinalIgnoreCase) && (e.Port is null || e.Port == asked));
    }

    /// <summary>A missing origin is fine: programs send none. <c>null</c> is a sandboxed page or a file: foreign.</summary>
    public bool ContainsOrigin(string origin, int port) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https"
        && Contains(HostString.FromUriComponent(uri), uri.Scheme == "https" ? 443 : 80, port);

    public static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
