using System.Diagnostics;

namespace ClaudeLens.Bench;

/// <summary>A client process of its own that notes when each marker reached it.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly Process _process;

    private Receiver(Process process) => _process = process;

    public static async Task<Receiver> ConnectAsync(Contender contender, Tools tools, int expected, int seconds, CancellationToken stop)
    {
        var info = Child.Info(tools.Native, ["receive", contender.Stream, $"{contender.Port}", contender.Path, $"{expected}", $"{seconds}",
            .. contender.Greeting is { } greeting ? (string[])[greeting] : []]);
        var receiver = new Receiver(Process.Start(info)!);
        if (await receiver._process.StandardOutput.ReadLineAsync(stop) == "ready")
            return receiver;
        var said = await receiver._process.StandardError.ReadToEndAsync(stop);
        receiver.Dispose();
        throw new InvalidOperationException($"{contender.Name} refused the client: {said}");
    }

    /// <summary>Markers and the moments they arrived, in order; waits until all came or the time is up.</summary>
    public async Task<List<(int Marker, long At)>> ArrivalsAsync(CancellationToken stop)
    {
        var lines = (await _process.StandardOutput.ReadToEndAsync(stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Select(line => line.Split(' ')).Select(part => (int.Parse(part[0]), long.Parse(part[1])))];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
