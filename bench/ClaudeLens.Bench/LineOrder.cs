using System.Globalization;
using System.Text.RegularExpressions;

namespace ClaudeLens.Bench;

/// <summary>
/// Finds out which functions run between a line and its frame, and in which order, by sampling the thread that does it; the
/// native build lays them side by side (docs/decisions/0015). Needs <c>perf</c>, and a binary that has its symbols.
/// </summary>
internal static partial class LineOrder
{
    private const int Seconds = 40;
    /// <summary>Seconds without a sample in which the thread slept: the next sample is of the next line.</summary>
    private const double Pause = 0.002;

    [GeneratedRegex(@"^\s*(?<time>\d+\.\d+):\s*$")]
    private static partial Regex Time { get; }

    [GeneratedRegex(@"^\s+[0-9a-f]+ (?<symbol>[^\s@]+) \((?<file>.*)\)$")]
    private static partial Regex Call { get; }

    public static async Task<int> RunAsync(Options options, Tools tools, CancellationToken stop)
    {
        using var layout = new Layout().WithSessions(1_001);
        using var server = await Contender.ClaudeLens.StartAsync(layout, tools, stop);
        using var receiver = await Receiver.ConnectAsync(Contender.ClaudeLens, tools, 1_000_000, Seconds * 2, stop);
        var samples = Path.Combine(layout.Work, "perf.data");
        using var perf = Child.Start("perf", ["record", "-q", "-e", "cpu-clock", "-F", "20000", "-g", "-t", Reader(server.Id), "-o", samples, "sleep", $"{Seconds}"]);
        var (path, session) = layout.Transcripts[^1];
        for (var i = 0; !perf.Ended; i++)
        {
            AppendToFrame.Append(path, session.Marked(i));
            await Contender.Wait(8, stop);
            AppendToFrame.Append(path, session.Result());
            await Contender.Wait(8, stop);
        }
        var script = await Child.RunAsync("perf", ["script", "-i", samples, "-F", "time,ip,sym,dso"], stop, all: true);
        var order = InOrder(script.Split('\n'), tools.Server);
        if (order.Count < 200)
            throw new InvalidOperationException($"Only {order.Count} functions were seen in {tools.Server}: was it published with -p:StripSymbols=false?");
        await File.WriteAllLinesAsync(options.Into!, order, stop);
        Console.WriteLine($"{order.Count} functions in {options.Into}");
        return 0;
    }

    private static string Reader(int process) =>
        Directory.GetDirectories($"/proc/{process}/task").Where(task => File.ReadAllText($"{task}/comm").Trim() == "transcripts").Select(Path.GetFileName).Single()!;

    /// <summary>By the moment, counted from the beginning of a line's way, at which each was seen on the mean.</summary>
    private static List<string> InOrder(IEnumerable<string> script, string server)
    {
        var seen = new Dictionary<string, (double Sum, int Count)>();
        var (begun, last) = (0.0, 0.0);
        foreach (var line in script)
        {
            if (Time.Match(line) is { Success: true } time)
            {
                var now = double.Parse(time.Groups["time"].ValueSpan, CultureInfo.InvariantCulture);
                if (now - last > Pause)
                    begun = now;
                last = now;
            }
            else if (Call.Match(line) is { Success: true } call && call.Groups["file"].Value == server)
            {
                var (sum, count) = seen.GetValueOrDefault(call.Groups["symbol"].Value);
                seen[call.Groups["symbol"].Value] = (sum + last - begun, count + 1);
            }
        }
        return [.. seen.OrderBy(f => f.Value.Sum / f.Value.Count).Select(f => f.Key)];
    }
}
