using System.Globalization;
using System.Text;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>Whether a process is a client: by the name it gives itself, and until it has done so by the script its runtime runs.</summary>
internal static class ClientProgram
{
    private static readonly string[] Runtimes = ["node", "nodejs", "bun"];
    /// <summary>A script called <c>claude</c> that starts the client has its name.</summary>
    private static readonly string[] Shells = ["bash", "sh", "dash", "zsh", "fish", "busybox", "ksh"];

    /// <exception cref="UnauthorizedAccessException">We may not look into it.</exception>
    public static bool Is(string proc, int pid, string name)
    {
        var folder = Path.Combine(proc, pid.ToString(CultureInfo.InvariantCulture));
        var program = Path.GetFileName(new FileInfo(Path.Combine(folder, "exe")).LinkTarget ?? "");
        if (name == "claude")
            return !Shells.Contains(program);
        return Runtimes.Contains(program) && Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, "cmdline"))).Split('\0').Take(6).Any(IsClientScript);
    }

    /// <summary>
    /// Whether a client's child is the shell of a tool call: it begins with the snapshot the client took of its user's shell.
    /// What asks for a permission has none yet.
    /// </summary>
    public static bool IsToolShell(string proc, int pid) =>
        Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(proc, pid.ToString(CultureInfo.InvariantCulture), "cmdline"))).Contains("/shell-snapshots/snapshot-", StringComparison.Ordinal);

    /// <summary><c>…/claude-code/cli.js</c>, <c>…/claude-agent-sdk/cli.js</c>, <c>…/bin/claude</c>.</summary>
    private static bool IsClientScript(string argument) =>
        Path.GetFileName(argument) == "claude" || (argument.Contains("claude-", StringComparison.Ordinal) && Path.GetFileName(argument) == "cli.js");
}
