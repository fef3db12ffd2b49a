using System.Text.Json;
using Microsoft.Playwright;

namespace ClaudeLens.Bench.Page;

/// <summary>What the page holds once its rubbish is taken away, MB.</summary>
internal static class Heap
{
    public static async Task<double> UsedAsync(ICDPSession cdp)
    {
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        var usage = await cdp.SendAsync("Runtime.getHeapUsage");
        return usage!.Value.GetProperty("usedSize").GetDouble() / (1024 * 1024);
    }

    /// <summary>Seconds that the page's process has spent on scripts, styles, layout and the rest so far.</summary>
    public static async Task<double> BusyAsync(ICDPSession cdp)
    {
        var metrics = await cdp.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray().First(Is("TaskDuration")).GetProperty("value").GetDouble();
    }

    private static Func<JsonElement, bool> Is(string name) => metric => metric.GetProperty("name").GetString() == name;
}
