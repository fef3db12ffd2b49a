namespace ClaudeLens.Cli;

/// <summary>What was given on the command line, as configuration. What was not given is left to the other sources.</summary>
internal sealed record ServeSettings(string? Urls, IReadOnlyList<string> ClaudeDirs, string? DataDir, string? History, bool Demo, bool Open)
{
    /// <summary>The command line over the environment, and both over <c>appsettings.json</c> beside the program.</summary>
    public ConfigurationManager Configuration()
    {
        var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true, reloadOnChange: false).AddEnvironmentVariables("ClaudeLens__");
        configuration.AddInMemoryCollection(Given(configuration));
        return configuration;
    }

    private Dictionary<string, string?> Given(IConfiguration configured)
    {
        var demo = Demo || configured.GetValue<bool>("Demo:Enabled");
        var dataDir = DataDir ?? configured["Journal:DataDir"] ?? DefaultDataDir();
        // The demo's sessions never get into the journal of real ones.
        if (demo) dataDir = Path.Combine(dataDir, "demo");
        var keys = new Dictionary<string, string?>
        {
            ["Demo:Enabled"] = demo.ToString(),
            ["Journal:DataDir"] = Path.GetFullPath(dataDir),
            ["Urls"] = Urls ?? configured["Urls"] ?? CommandLine.DefaultUrl,
        };
        if (History is not null) keys["Sources:History"] = History;
        var claudeDirs = demo ? [Path.Combine(dataDir, "claude")] : ClaudeDirs;
        foreach (var (i, dir) in claudeDirs.Index()) keys[$"Sources:ClaudeDirs:{i}"] = Path.GetFullPath(dir);
        return keys;
    }

    internal static string DefaultDataDir()
    {
        if (Environment.GetEnvironmentVariable("CLAUDELENS_DATA_DIR") is { Length: > 0 } named) return named;
        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state) return Path.Combine(state, "claudelens");
        return OperatingSystem.IsLinux()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state", "claudelens")
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "claudelens");
    }
}
