using System.Diagnostics;

namespace ClaudeLens.Load.Servers;

/// <summary>The npm package <c>ws</c>, installed once into the system's temporary folder.</summary>
internal static class NodeWs
{
    private const string Version = "8.18.3";

    public static async Task<ProcessStartInfo> CommandAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), "claudelens-load", $"ws-{Version}");
        Directory.CreateDirectory(folder);
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "ws")))
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), """{"private":true,"type":"module"}""");
            var npm = new ProcessStartInfo("npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", $"ws@{Version}"]) { WorkingDirectory = folder };
            using var install = Process.Start(npm)!;
            await install.WaitForExitAsync();
        }
        var script = Path.Combine(folder, "broadcast.mjs");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "broadcast.mjs"), script, overwrite: true);
        return new ProcessStartInfo("node", [script]) { WorkingDirectory = folder };
    }
}
