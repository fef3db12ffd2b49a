namespace ClaudeLens.Bench;

/// <summary>The programs a run needs, built or installed once into a cache of their own and reused.</summary>
internal sealed record Tools(string Native, string Server, string Peers)
{
    private static readonly string[] Packages =
        ["agent-flow-app@0.9.1", "@bulletproof-sh/ctrl-daemon@0.19.0", "claude-code-templates@1.29.6"];

    public static async Task<Tools> PrepareAsync(Options options, CancellationToken stop)
    {
        var cache = Path.Combine(Path.GetTempPath(), "claudelens-bench");
        var tools = new Tools(
            Path.Combine(cache, "native", "bench-native"),
            options.Server ?? Path.Combine(cache, "server", "claudelens"),
            Path.Combine(cache, "peers"));
        if (Isolation.Inside)
            return tools;
        if (options.Benchmark == "truth" && options.Server is not null)
            return tools;
        var repository = Repository();
        await PublishAsync(Path.Combine(repository, "bench", "Native"), Path.GetDirectoryName(tools.Native)!, stop);
        if (options.Server is null && (options.Only is [] || options.Only.Contains("claudelens")))
            await PublishAsync(Path.Combine(repository, "src", "ClaudeLens"), Path.GetDirectoryName(tools.Server)!, stop);
        if (options.Benchmark is not ("start" or "truth" or "order"))
            foreach (var package in Packages)
                await InstallAsync(tools.Peers, package, stop);
        return tools;
    }

    /// <summary>Peers are installed without their install scripts: none of the three needs one.</summary>
    private static async Task InstallAsync(string peers, string package, CancellationToken stop)
    {
        var folder = Path.Combine(peers, Name(package));
        if (Directory.Exists(Path.Combine(folder, "node_modules")))
            return;
        Directory.CreateDirectory(folder);
        await Child.RunAsync("npm", ["install", "--silent", "--no-save", "--ignore-scripts", "--prefix", folder, package], stop);
    }

    public static string Name(string package) => package[..package.LastIndexOf('@')].Split('/')[^1];

    private static async Task PublishAsync(string project, string folder, CancellationToken stop)
    {
        Console.Error.WriteLine($"publishing {Path.GetFileName(project)} …");
        await Child.RunAsync("dotnet", ["publish", project, "-c", "Release", "-o", folder, "-v", "q", "--nologo"], stop);
    }

    private static string Repository()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "ClaudeLens.slnx")))
                return folder;
        throw new InvalidOperationException("Run the benchmarks from within the repository.");
    }
}
