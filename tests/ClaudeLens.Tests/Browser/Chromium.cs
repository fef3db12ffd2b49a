using System.Diagnostics;

namespace ClaudeLens.Tests.Browser;

/// <summary>Where the browser is: named by a variable, on the PATH, or installed now by the system's package manager.</summary>
internal static class Chromium
{
    private const string Advice =
        "No Chromium was found for the browser tests. Install one (Debian, Ubuntu: apt-get install chromium; Fedora: dnf install chromium) or name it in CLAUDELENS_CHROMIUM.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    public static async Task<string> FindOrInstallAsync()
    {
        if (Find() is { } found) return found;
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || OnPath("apt-get") is null) throw new InvalidOperationException(Advice);
        await AptAsync("update");
        await AptAsync("install", "-y", "--no-install-recommends", "chromium");
        return Find() ?? throw new InvalidOperationException(Advice);
    }

    private static string? Find()
    {
        foreach (var variable in new[] { "CLAUDELENS_CHROMIUM", "CHROMIUM_PATH" })
        {
            if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } named) continue;
            return File.Exists(named) ? named : throw new InvalidOperationException($"{variable} names {named}, which does not exist.");
        }
        return Names.Select(OnPath).FirstOrDefault(path => path is not null);
    }

    private static string? OnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private static async Task AptAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("apt-get", ["-q", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var apt = Process.Start(start)!;
        var output = await Task.WhenAll(apt.StandardOutput.ReadToEndAsync(), apt.StandardError.ReadToEndAsync());
        await apt.WaitForExitAsync();
        if (apt.ExitCode != 0) throw new InvalidOperationException($"{Advice}\napt-get {string.Join(' ', arguments)} failed:\n{string.Concat(output)}");
    }
}
