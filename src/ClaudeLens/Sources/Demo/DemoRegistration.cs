namespace ClaudeLens.Sources.Demo;

public static class DemoRegistration
{
    /// <summary>With <c>Demo:Enabled</c>: empties the demo's own data folder and plays. Call it before the sources are added.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Demo:Enabled")) return services;
        if (configuration["Journal:DataDir"] is { Length: > 0 } dataDir) Empty(dataDir);
        return services.AddHostedService<DemoService>();
    }

    /// <summary>Every demo starts anew. A folder that another claudelens uses is left alone: the journal will say so.</summary>
    internal static void Empty(string dataDir)
    {
        if (!Directory.Exists(dataDir)) return;
        try
        {
            using var claim = new FileStream(Path.Combine(dataDir, "claudelens.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            foreach (var folder in Directory.GetDirectories(dataDir)) Directory.Delete(folder, recursive: true);
            foreach (var file in Directory.GetFiles(dataDir).Where(f => f != claim.Name)) File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Opening the journal there fails next, with a sentence for people.
        }
    }
}
