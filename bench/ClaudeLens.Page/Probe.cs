using System.Reflection;
using System.Text.Json;
using Microsoft.Playwright;

namespace ClaudeLens.Bench.Page;

/// <summary>What probe.js noted since it was last cleared.</summary>
internal sealed record Probe(
    double Origin, int Missed, double[][] Marks, double[] Gaps, double[] Long, double[] Slow, string[] Scripts, double[] Input, double[] Shifts, string[] Moved)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    public static Task ClearAsync(IPage page) => page.EvaluateAsync("() => probe.clear()");

    public static async Task<Probe> ReadAsync(IPage page) =>
        JsonSerializer.Deserialize<Probe>(await page.EvaluateAsync<string>("() => JSON.stringify(probe.read())"), Json)!;

    /// <summary>From the frame in the socket to the frame on the screen.</summary>
    public Percentiles FromSocket => Percentiles.Of(Marks.Select(mark => mark[2] - mark[1]));

    /// <summary>From the write of the line to the frame on the screen.</summary>
    public Percentiles FromDisk(Dictionary<int, double> written) => Since(written, 2);

    /// <summary>From the write of the line to the frame in the socket.</summary>
    public Percentiles ToSocket(Dictionary<int, double> written) => Since(written, 1);

    private Percentiles Since(Dictionary<int, double> written, int until) =>
        Percentiles.Of(Marks.Where(mark => written.ContainsKey((int)mark[0])).Select(mark => Origin + mark[until] - written[(int)mark[0]]));

    /// <summary>How many animation frames in a row were left out at worst; a display shows sixty a second.</summary>
    public int Dropped => Gaps.Length == 0 ? 0 : (int)Math.Round(Gaps.Max() / (1_000.0 / 60)) - 1;
}
