using System.Diagnostics;
using System.Text;

namespace ClaudeLens.Bench;

/// <summary>Many lines in one write() to one transcript: until the last of their frames arrived, and whether all came, in order.</summary>
internal static class Burst
{
    public static async Task<int> RunAsync(Options options, Tools tools, CancellationToken stop)
    {
        var table = new Table($"{options.Lines} lines at once to one of 1,001 files, {options.Rounds} rounds, ms until the last frame",
            "program", "frames", "in order", "p50", "p95", "max", "p50 / floor");
        Percentiles? floor = null;
        foreach (var contender in Contender.All(options))
        {
            var (result, frames, ordered) = await MeasureAsync(contender, options, tools, stop);
            floor ??= contender == Contender.Floor ? result : null;
            table.Add(contender.Name, $"{frames}/{options.Lines * options.Rounds}", ordered ? "yes" : "no", Table.Ms(result.P50), Table.Ms(result.P95),
                Table.Ms(result.Max), Table.Ratio(result.P50, floor?.P50));
        }
        table.Print();
        return 0;
    }

    private static async Task<(Percentiles, int Frames, bool Ordered)> MeasureAsync(Contender contender, Options options, Tools tools, CancellationToken stop)
    {
        Console.Error.WriteLine($"{contender.Name} …");
        using var layout = new Layout().WithSessions(1_001);
        using var server = await contender.StartAsync(layout, tools, stop);
        using var receiver = await Receiver.ConnectAsync(contender, tools, options.Lines * (options.Rounds + 1), options.Rounds + 15, stop);
        var written = new long[options.Rounds + 1];
        for (var round = 0; round <= options.Rounds; round++)
        {
            var (path, session) = layout.Transcripts[round * 37 % layout.Transcripts.Count];
            var lines = new StringBuilder();
            for (var i = 0; i < options.Lines; i++)
                lines.Append(session.Marked(round * options.Lines + i)).Append('\n');
            var bytes = Encoding.UTF8.GetBytes(lines.ToString());
            using (var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
            {
                written[round] = Stopwatch.GetTimestamp();
                file.Write(bytes);
            }
            await Contender.Wait(1_000, stop);
        }
        // The first round is the warm-up.
        var arrivals = (await receiver.ArrivalsAsync(stop)).Where(a => a.Marker >= options.Lines).ToList();
        var last = arrivals.GroupBy(a => a.Marker / options.Lines)
            .Select(round => (round.Max(a => a.At) - written[round.Key]) * 1_000.0 / Stopwatch.Frequency);
        var ordered = arrivals.Zip(arrivals.Skip(1)).All(pair => pair.First.Marker < pair.Second.Marker);
        return (Percentiles.Of(last), arrivals.Count, ordered);
    }
}
