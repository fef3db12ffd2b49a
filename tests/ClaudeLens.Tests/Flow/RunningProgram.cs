using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClaudeLens.Tests.Flow;

/// <summary>
/// The real, built program in a process of its own, with folders of its own and a free port. Ends what it started, and only that.
/// </summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private RunningProgram(Process process) => _process = process;

    public Uri Address => _address.Task.Result;
    public string Output => string.Join('\n', _output);
    public int ProcessId => _process.Id;

    /// <summary>REST answers of this program.</summary>
    public HttpClient Http => _http;

    /// <summary>Starts it and waits for the address it prints.</summary>
    public static async Task<RunningProgram> StartAsync(Scratch scratch, params string[] arguments)
    {
        string[] urls = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var program = Launch(scratch, [.. urls, .. arguments]);
        var first = await Task.WhenAny(program._address.Task, program._process.WaitForExitAsync(), Task.Delay(Wait.Patience, TimeProvider.System));
        if (first != program._address.Task)
        {
            await program.DisposeAsync();
            Assert.Fail($"claudelens printed no address:\n{program.Output}");
        }
        program._http.BaseAddress = program.Address;
        return program;
    }

    /// <summary>Runs it until it ends by itself: for what must refuse to start.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(Scratch scratch, params string[] arguments)
    {
        await using var program = Launch(scratch, arguments);
        await program._process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Wait.Patience, TimeProvider.System);
        program._process.WaitForExit(); // the last lines of its output
        return (program._process.ExitCode, program.Output);
    }

    /// <summary>SIGKILL: nothing in the program gets to know.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager stops it.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(Wait.Patience, TimeProvider.System);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private static RunningProgram Launch(Scratch scratch, string[] arguments)
    {
        string[] command = [.. scratch.Command, .. arguments];
        if (scratch.Shell is { } shell) command = ["bash", "-c", $"{shell}; exec \"$@\"", "bash", .. command];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = scratch.Root,
        };
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList()) start.Environment.Remove(name);
        // It runs for seconds: measuring itself in order to be faster later does not pay.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["HOME"] = scratch.Root;
        start.Environment["CLAUDE_CONFIG_DIR"] = scratch.ConfigDir;
        start.Environment["CLAUDELENS_DATA_DIR"] = scratch.DataDir;
        foreach (var (name, value) in scratch.Variables) start.Environment[name] = value;

        var program = new RunningProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Take(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Take(line.Data);
        program._process.Start();
        program._process.StandardInput.Close();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    private void Take(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (PrintedAddress().Match(line) is { Success: true } match) _address.TrySetResult(new Uri(match.Value));
    }

    private static bool IsOurs(string variable) =>
        variable.StartsWith("CLAUDE", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("XDG_", StringComparison.Ordinal) || variable.StartsWith("ASPNETCORE", StringComparison.Ordinal);

    [GeneratedRegex(@"http://(127\.0\.0\.1|localhost):[1-9]\d*")]
    private static partial Regex PrintedAddress();
}
