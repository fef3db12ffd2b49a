namespace ClaudeLens.Access;

public static class Listening
{
    /// <summary>Kestrel, with what encryption needs only where something asks for it: an https address or a <c>Kestrel</c> section.</summary>
    public static void AddKestrel(this WebApplicationBuilder builder, IEnumerable<string> urls)
    {
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore();
        var section = builder.Configuration.GetSection("Kestrel");
        if (section.Exists()) builder.WebHost.ConfigureKestrel(kestrel => kestrel.Configure(section));
        if (section.Exists() || urls.Any(url => url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))) builder.WebHost.UseKestrelHttpsConfiguration();
    }
}
