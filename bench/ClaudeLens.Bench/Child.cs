using System.Diagnostics;

namespace ClaudeLens.Bench;

/// <summary>A process we started, and end by its own handle.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _said = [];

    private Child(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;
    public bool Ended => _process.HasExited;

    /// <summary>The last lines it wrote, for when it does not do what it should.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said.TakeLast(15));
        }
    }

    public static Child Start(string file, IEnumerable<string> arguments, string? folder = null, Dictionary<string, string>? environment = null) =>
        new(Process.Start(Info(file, arguments, folder, environment))!);

    public static ProcessStartInfo Info(string file, IEnumerable<string> arguments, string? folder = null, Dictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? [])
            info.Environment[name] = value;
        return info;
    }

    /// <summary>Runs a tool to its end; returns the last it said, or shows it if it fails.</summary>
    /// <param name="all">Everything it said, not only the end.</param>
    public static async Task<string> RunAsync(string file, string[] arguments, CancellationToken stop, bool all = false, Dictionary<string, string>? environment = null)
    {
        using var child = Start(file, arguments, environment: environment);
        await child._process.WaitForExitAsync(stop);
        if (child._process.ExitCode != 0)
            throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} failed:\n{child.Said}");
        child._process.WaitForExit(); // the last lines of its output
        return all ? string.Join('\n', child._said) : child.Said;
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.Add(line);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.WaitForExit(5_000);
        _process.Dispose();
    }
}
