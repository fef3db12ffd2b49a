namespace ClaudeLens.Access;

/// <summary>Where the server may listen.</summary>
public static class Binding
{
    /// <summary>Kestrel's own way to say where to listen, which goes over <c>Urls</c>.</summary>
    public static IEnumerable<string> Endpoints(IConfiguration configuration) =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");

    /// <param name="urls">As given to the server, e.g. <c>http://127.0.0.1:5757</c>.</param>
    /// <returns>One sentence that says why they are refused; null when all are fine.</returns>
    public static string? Refusal(IEnumerable<string> urls)
    {
        foreach (var url in urls)
        {
            BindingAddress address;
            try
            {
                address = BindingAddress.Parse(url);
            }
            catch (FormatException)
            {
                return $"'{url}' is not an address to listen on: use one such as http://127.0.0.1:5757.";
            }
            if (address.Scheme is not ("http" or "https")) return $"'{url}' is not an address to listen on: only http and https are served.";
            if (!address.IsUnixPipe && !AllowedHosts.IsLoopback(address.Host))
                return $"'{url}' can be reached from other machines, and this version has no keys to tell who may read: listen on 127.0.0.1 or localhost.";
        }
        return null;
    }
}
