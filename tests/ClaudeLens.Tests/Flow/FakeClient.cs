using System.Diagnostics;

namespace ClaudeLens.Tests.Flow;

/// <summary>
/// A process that is started, called and placed like a client before 2.1.200, and appends to a transcript what it is told
/// to. Like those it says nothing of itself.
/// </summary>
internal sealed class FakeClient : IDisposable
{
    private const string Script = "process.title = 'claude'; require('readline').createInterface({ input: process.stdin }).on('line', l => l.startsWith('!') ? require('child_process').spawn('/bin/bash', ['-c', l.slice(1)]) : require('fs').appendFileSync(process.argv[2], l + '\\n'));";
    private readonly Process _process;

    /// <param name="folder">Where it runs.</param>
    public FakeClient(string folder, string config, string transcript)
    {
        var script = Path.Combine(folder, "claude");
        File.WriteAllText(script, Script);
        var start = new ProcessStartInfo("node", [script, transcript]) { RedirectStandardInput = true, WorkingDirectory = folder };
        start.Environment["CLAUDE_CONFIG_DIR"] = config;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public void Says(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }

    /// <summary>In a shell of its own, as a tool call does.</summary>
    public void Runs(string command) => Says("!" + command);

    /// <summary>SIGKILL.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
    }
}
