using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClaudeLens.Load.Servers;

/// <summary>The program itself, with a config folder and a data folder of its own, gone afterwards.</summary>
internal sealed partial class WholeServer : IDisposable
{
    private readonly Process _process;
    private readonly string _root;

    private WholeServer(Process process, string root, int port) => (_process, _root, Port) = (process, root, port);

    public int Port { get; }
    public int Id => _process.Id;

    public static string Folder() => Directory.CreateTempSubdirectory("claudelens-load-").FullName;

    /// <param name="root">Holds <c>claude/projects</c>.</param>
    public static async Task<WholeServer> StartAsync(Plan plan, string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "claude", "projects"));
        var start = new ProcessStartInfo(plan.Server ?? Path.Combine(AppContext.BaseDirectory, "claudelens"), ["--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardInput = true, WorkingDirectory = root,
        };
        start.Environment["HOME"] = root;
        start.Environment["CLAUDE_CONFIG_DIR"] = Path.Combine(root, "claude");
        start.Environment["CLAUDELENS_DATA_DIR"] = Path.Combine(root, "data");
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is not { Success: true } match) continue;
            _ = process.StandardOutput.ReadToEndAsync();
            return new WholeServer(process, root, int.Parse(match.Groups[1].ValueSpan, null));
        }
        throw new InvalidOperationException("claudelens printed no address.");
    }

    /// <returns>Milliseconds from SIGTERM to its end.</returns>
    public async Task<long> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return clock.ElapsedMilliseconds;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:([1-9]\d*)")]
    private static partial Regex Address();
}
