namespace ClaudeLens.Bench.Truth;

/// <summary>One version of the real client, with an environment that holds nothing of this user's.</summary>
internal sealed record Client(string Version, string[] Command, Place Place, Stub Stub, string? HookSettings)
{
    private const string Key = "sk-ant-api03-fake-key-for-local-stub";

    /// <summary>From 2.1.200 on clients tell their status in a file of their own.</summary>
    public bool TellsStatus => System.Version.Parse(Version) >= new Version(2, 1, 200);

    /// <summary>Whether HTTP hooks are posted; some that do not skip the whole settings file.</summary>
    public bool PostsHooks => Posts(Version);

    private static bool Posts(string version) => System.Version.Parse(version) >= new Version(2, 1, 63);

    public static async Task<Client> InstallAsync(string version, string? clients, Place place, Stub stub, Hooks hooks, CancellationToken stop)
    {
        var folder = Path.Combine(clients ?? Path.Combine(Path.GetTempPath(), "claudelens-bench", "clients"), version);
        var packages = Path.Combine(folder, "node_modules", "@anthropic-ai");
        if (!Directory.Exists(packages))
        {
            Directory.CreateDirectory(folder);
            await Child.RunAsync("npm", ["install", "--silent", "--no-save", "--prefix", folder, $"@anthropic-ai/claude-code@{version}"], stop);
        }
        var script = Path.Combine(packages, "claude-code", "cli.js");
        string[] command = File.Exists(script)
            ? ["node", script]
            : [Directory.EnumerateDirectories(packages, "claude-code-*").Select(d => Path.Combine(d, "claude")).First(File.Exists)];
        var settings = Posts(version) ? Hooks.Settings(place) : null;
        GC.KeepAlive(hooks);
        return new(version, command, place, stub, settings);
    }

    public Dictionary<string, string> Environment(string scenario) => new()
    {
        ["PATH"] = $"{Place.Bin}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["HOME"] = Place.Home,
        ["USER"] = "dev",
        ["SHELL"] = "/bin/bash",
        ["TERM"] = "xterm-256color",
        ["LANG"] = "C.UTF-8",
        ["TMPDIR"] = Place.Temp,
        ["CLAUDE_CODE_TMPDIR"] = Place.Temp,
        ["CLAUDE_CONFIG_DIR"] = Place.Claude,
        ["ANTHROPIC_BASE_URL"] = Stub.Url,
        ["ANTHROPIC_API_KEY"] = Key,
        ["ANTHROPIC_CUSTOM_HEADERS"] = $"x-scenario: {scenario}\nx-turns: 3",
        ["DISABLE_AUTOUPDATER"] = "1",
        ["DISABLE_TELEMETRY"] = "1",
        ["DISABLE_ERROR_REPORTING"] = "1",
        ["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1",
        ["IS_SANDBOX"] = "1",
    };

    /// <summary>What it asks a newcomer at its first start is answered already.</summary>
    public void Welcome(string project) => File.WriteAllText(Path.Combine(Place.Claude, ".claude.json"),
        $$$$"""{"hasCompletedOnboarding":true,"theme":"dark","bypassPermissionsModeAccepted":true,"customApiKeyResponses":{"approved":["{{{{Key[^20..]}}}}"],"rejected":[]},"projects":{"{{{{project}}}}":{"hasTrustDialogAccepted":true,"hasCompletedProjectOnboarding":true,"allowedTools":[]}}}""");
}
