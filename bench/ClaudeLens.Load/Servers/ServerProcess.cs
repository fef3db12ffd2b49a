using System.Diagnostics;
using System.Globalization;

namespace ClaudeLens.Load.Servers;

/// <summary>A contender in a process of its own: what it uses is counted apart from the readers.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly double TickSeconds = 1.0 / 100;
    private readonly Process _process;

    private ServerProcess(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }
    public double CpuSeconds => Cpu(_process.Id);
    public double MegaBytes => Resident(_process.Id);

    /// <summary>Memory of a process, MB.</summary>
    public static double Resident(int pid) => long.Parse(
        File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>User and system time of a process so far.</summary>
    public static double Cpu(int pid)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[1].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * TickSeconds;
    }

    public static async Task<ServerProcess> StartAsync(Plan plan)
    {
        var start = plan.Contender == "node-ws" ? await NodeWs.CommandAsync() : new ProcessStartInfo(Environment.ProcessPath!, ["serve", plan.Contender, plan.Sessions.ToString(CultureInfo.InvariantCulture), plan.State ? "state" : "messages"]);
        (start.RedirectStandardInput, start.RedirectStandardOutput) = (true, true);
        // As the program itself runs.
        start.Environment["DOTNET_gcConcurrent"] = "1";
        start.Environment["DOTNET_GCGen0MaxBudget"] = "400000";
        var process = Process.Start(start)!;
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{plan.Contender} did not start.");
        return new ServerProcess(process, int.Parse(ready.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    public void Go(double rate, double seconds) => _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"go {rate} {seconds}"));

    /// <summary>How many messages there were.</summary>
    public async Task<long> SentAsync() => long.Parse((await _process.StandardOutput.ReadLineAsync())!.Split(' ')[1], CultureInfo.InvariantCulture);

    /// <summary>Collects all garbage.</summary>
    /// <returns>Bytes of managed memory that are left.</returns>
    public async Task<long> CollectAsync()
    {
        await _process.StandardInput.WriteLineAsync("collect");
        return long.Parse((await _process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5_000)) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>The child's side of it.</summary>
    public static async Task<int> ServeAsync(Plan plan)
    {
        var served = await (plan.Contender switch
        {
            "claudelens-v1" or "claudelens-plain" or "claudelens-tls" or "claudelens-tls-h2" => StreamsServer.StartAsync(plan),
            "signalr" => SignalRServer.StartAsync(plan),
            "tcp" => TcpServer.StartAsync(plan, batched: false),
            "tcp-batched" => TcpServer.StartAsync(plan, batched: true),
            _ => throw new ArgumentException($"No contender is called {plan.Contender}."),
        });
        Console.WriteLine($"ready {served.Port}");
        while (Console.ReadLine() is { } line)
        {
            if (line == "collect")
            {
                GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                Console.WriteLine(GC.GetTotalMemory(forceFullCollection: true));
                continue;
            }
            var words = line.Split(' ');
            var thread = new Thread(() => served.Generator.Run(double.Parse(words[1], CultureInfo.InvariantCulture), double.Parse(words[2], CultureInfo.InvariantCulture), served.Next));
            thread.Start();
            thread.Join();
            Console.WriteLine($"sent {served.Generator.Count}");
        }
        return 0;
    }
}
