using System.Diagnostics;

namespace ClaudeLens.Bench;

/// <summary>
/// Peers report home and look for updates. Where the system allows it, a run therefore happens in a network namespace that has
/// nothing but a loopback; their opt-outs are set in any case (<see cref="Contender"/>).
/// </summary>
internal static class Isolation
{
    private const string Mark = "CLAUDELENS_BENCH_ISOLATED";

    public static bool Inside => Environment.GetEnvironmentVariable(Mark) is not null;

    public static async Task<int?> RunIsolatedAsync(string[] args, Tools tools, CancellationToken stop)
    {
        if (Inside || !OperatingSystem.IsLinux())
            return null;
        var info = new ProcessStartInfo("unshare",
            ["--net", "--map-root-user", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh", .. Self(), .. args, .. Server(args, tools)]);
        info.Environment[Mark] = "1";
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("unshare", ["--net", "--map-root-user", "ip", "link", "set", "lo", "up"]))!;
            await probe.WaitForExitAsync(stop);
            if (probe.ExitCode != 0)
                return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        using var run = Process.Start(info)!;
        try
        {
            await run.WaitForExitAsync(stop);
            return run.ExitCode;
        }
        finally
        {
            if (!run.HasExited)
                run.Kill(entireProcessTree: true);
        }
    }

    private static string[] Server(string[] args, Tools tools) => args.Contains("--server") ? [] : ["--server", tools.Server];

    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(Isolation).Assembly.Location]
            : [Environment.ProcessPath!];
}
