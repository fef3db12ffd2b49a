using System.Diagnostics;

namespace ClaudeLens.Bench;

/// <summary>From write() of one line to its frame in another process, while 1 or 1,001 transcripts are watched and one of them grows.</summary>
internal static class AppendToFrame
{
    private const int WarmUp = 50;
    /// <summary>Each is measured so often, one after another: a machine that changes its pace meanwhile does so for all.</summary>
    private const int Turns = 4;

    public static async Task<int> RunAsync(Options options, Tools tools, CancellationToken stop)
    {
        foreach (var files in options.Files)
        {
            var table = new Table($"append to frame, {files:N0} watched file{(files == 1 ? "" : "s")}, {options.Samples} appends, ms",
                "program", "frames", "p50", "p95", "p99", "max", "p50 / floor", "p95 / floor");
            var contenders = Contender.All(options).ToArray();
            var taken = contenders.ToDictionary(c => c, _ => new List<double>());
            for (var turn = 0; turn < Turns; turn++)
                foreach (var contender in contenders)
                    taken[contender].AddRange(await MeasureAsync(contender, files, SamplesOf(contender) / Turns, tools, stop));
            var floor = taken.TryGetValue(Contender.Floor, out var least) ? Percentiles.Of(least) : null;
            foreach (var (contender, samples) in taken)
            {
                var result = Percentiles.Of(samples);
                table.Add(contender.Name, $"{result.Count}/{SamplesOf(contender) / Turns * Turns}", Table.Ms(result.P50), Table.Ms(result.P95), Table.Ms(result.P99),
                    Table.Ms(result.Max), Table.Ratio(result.P50, floor?.P50), Table.Ratio(result.P95, floor?.P95));
            }
            table.Print();
        }
        return 0;

        int SamplesOf(Contender contender) => Math.Max(Turns * 3, options.Samples * Contender.Gap / contender.Pace);
    }

    private static async Task<IEnumerable<double>> MeasureAsync(Contender contender, int files, int samples, Tools tools, CancellationToken stop)
    {
        Console.Error.WriteLine($"{contender.Name}, {files} files …");
        using var layout = new Layout().WithSessions(files);
        using var server = await contender.StartAsync(layout, tools, stop);
        var warmUp = Math.Min(WarmUp, samples);
        var all = warmUp + samples;
        using var receiver = await Receiver.ConnectAsync(contender, tools, all, all * contender.Pace * 2 / 1_000 + 10, stop);
        var written = new long[all];
        var random = new Random(7);
        var (path, session) = layout.Transcripts[^1];
        for (var i = 0; i < all; i++)
        {
            written[i] = Append(path, session.Marked(i));
            await Contender.Wait(random.Next(contender.Pace / 2, contender.Pace), stop);
            // Not measured: without it ever more tools would run at once, as they never do.
            Append(path, session.Result());
            await Contender.Wait(contender.Pace / 2, stop);
        }
        var arrivals = await receiver.ArrivalsAsync(stop);
        return [.. arrivals.Where(a => a.Marker >= warmUp).Select(a => (a.At - written[a.Marker]) * 1_000.0 / Stopwatch.Frequency)];
    }

    /// <summary>As the client does it: open to append, one write, close. Returns the moment before the write.</summary>
    public static long Append(string path, string line)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(line + "\n");
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var before = Stopwatch.GetTimestamp();
        file.Write(bytes);
        return before;
    }
}
