using System.Diagnostics;

namespace ClaudeLens.Bench;

/// <summary>Reading what is already there on one core, the memory that takes, and the time until the page answers.</summary>
internal static class Start
{
    private const int Tries = 15;

    public static async Task<int> RunAsync(Options options, Tools tools, CancellationToken stop)
    {
        await AnswerAsync(tools, stop);
        await ReadAsync(options, tools, stop);
        return 0;
    }

    private static async Task AnswerAsync(Tools tools, CancellationToken stop)
    {
        var table = new Table($"from start to the first answer with an empty journal, {Tries} starts, ms", "program", "p50", "p95", "max", "memory at rest, MB", "p50 / Node");
        const string server = "require('http').createServer((_, r) => r.end('ok')).listen(5806, '127.0.0.1')";
        var node = await FirstAnswersAsync(_ => Child.Start("node", ["-e", server]), 5806, stop);
        var ours = await FirstAnswersAsync(layout => Contender.ClaudeLens.Launch(Contender.ClaudeLens, layout, tools), Contender.ClaudeLens.Port, stop);
        foreach (var (name, result) in (ReadOnlySpan<(string, (Percentiles Time, double Memory))>)[("empty Node HTTP server", node), ("claudelens", ours)])
            table.Add(name, Table.Ms(result.Time.P50), Table.Ms(result.Time.P95), Table.Ms(result.Time.Max), $"{result.Memory:0.0}",
                Table.Ratio(result.Time.P50, node.Time.P50));
        table.Print();
    }

    private static async Task<(Percentiles Time, double Memory)> FirstAnswersAsync(Func<Layout, Child> launch, int port, CancellationToken stop)
    {
        var samples = new List<double>();
        double memory = 0;
        for (var i = 0; i < Tries; i++)
        {
            using var layout = new Layout();
            var began = Stopwatch.GetTimestamp();
            using var child = launch(layout);
            // A client per try: no connection of the last process is reused.
            using var http = new HttpClient();
            while (true)
            {
                try
                {
                    using var answer = await http.GetAsync($"http://127.0.0.1:{port}/", stop);
                    answer.EnsureSuccessStatusCode();
                    break;
                }
                catch (HttpRequestException) when (!child.Ended && Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20))
                {
                    await Contender.Wait(1, stop);
                }
                catch (HttpRequestException e)
                {
                    throw new InvalidOperationException($"No page on port {port}: {e.Message}\n{child.Said}", e);
                }
            }
            samples.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            if (i < Tries - 1)
                continue;
            await Contender.Wait(5_000, stop);
            memory = Processes.MemoryOf(child.Id).Now;
        }
        return (Percentiles.Of(samples), memory);
    }

    private static async Task ReadAsync(Options options, Tools tools, CancellationToken stop)
    {
        Console.Error.WriteLine($"writing {options.Megabytes} MB of transcripts …");
        using var layout = new Layout().WithBytes(options.Megabytes * 1024L * 1024);
        var files = layout.Transcripts.Select(t => t.Path).ToArray();
        var bytes = files.Sum(path => new FileInfo(path).Length);
        Mix.Of(files).Print();

        var (wall, work) = await CountAsync(layout, stop);
        var start = Stopwatch.GetTimestamp();
        using var server = Child.Start("taskset", ["-c", "0", .. Command(layout, tools)], layout.Work);
        var read = await WatchingAsync(server, start, stop);
        var cpu = Processes.CpuOf(server.Id);
        await Contender.Wait(5_000, stop);
        var (now, peak) = Processes.MemoryOf(server.Id);

        // Per second of the core's own time, too: on a machine with other work the seconds on the wall say little.
        var table = new Table($"{bytes / 1048576.0:0} MB in {files.Length:N0} transcripts, one core", "program", "seconds", "MB/s", "CPU seconds", "MB/CPU s",
            "memory after, MB", "peak, MB");
        table.Add("wc -l", [.. Speed(wall, work), "-", "-"]);
        table.Add("claudelens", [.. Speed(read, cpu), $"{now:0}", $"{peak:0}"]);
        table.Print();

        string[] Speed(TimeSpan seconds, TimeSpan own) =>
            [$"{seconds.TotalSeconds:0.00}", $"{bytes / 1048576.0 / seconds.TotalSeconds:0}", $"{own.TotalSeconds:0.00}", $"{bytes / 1048576.0 / own.TotalSeconds:0}"];
    }

    /// <summary>Lines counted by wc, twice: the first time makes sure that the files are in memory for both.</summary>
    private static async Task<(TimeSpan Wall, TimeSpan Cpu)> CountAsync(Layout layout, CancellationToken stop)
    {
        TimeSpan wall = default, cpu = default;
        for (var i = 0; i < 2; i++)
        {
            var began = Stopwatch.GetTimestamp();
            var said = await Child.RunAsync("taskset", ["-c", "0", "sh", "-c", "wc -l \"$1\"/*.jsonl >/dev/null; times", "sh", layout.Project], stop);
            wall = Stopwatch.GetElapsedTime(began);
            // "0m0.010s 0m0.040s" of the shell's children: user and system.
            cpu = said.Trim().Split('\n')[^1].Split(' ').Select(Time).Aggregate(TimeSpan.Zero, (sum, part) => sum + part);
        }
        return (wall, cpu);

        static TimeSpan Time(string text) => text.TrimEnd('s').Split('m') is [var minutes, var seconds]
            ? TimeSpan.FromMinutes(int.Parse(minutes)) + TimeSpan.FromSeconds(double.Parse(seconds))
            : TimeSpan.Zero;
    }

    private static IEnumerable<string> Command(Layout layout, Tools tools) =>
        [tools.Server, "--urls", $"http://127.0.0.1:{Contender.ClaudeLens.Port}", "--claude-dir", layout.Claude, "--data-dir", layout.Data];

    /// <summary>Until it says that it has read everything. Nothing is asked of it meanwhile: an answer would take the core it reads on.</summary>
    private static async Task<TimeSpan> WatchingAsync(Child server, long start, CancellationToken stop)
    {
        while (!server.Said.Contains("MB; watching.", StringComparison.Ordinal))
        {
            if (server.Ended)
                throw new InvalidOperationException($"The server ended:\n{server.Said}");
            await Contender.Wait(20, stop);
        }
        return Stopwatch.GetElapsedTime(start);
    }
}
