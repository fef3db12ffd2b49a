using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace ClaudeLens.Bench.Page;

/// <summary>The run: first loads, the steady load, a burst, a while out of sight, and the floor under the same load.</summary>
internal sealed class UnderLoad(Browser browser, Layout layout, string address, Options options)
{
    private const int BurstLines = 2_000;

    public async Task RunAsync()
    {
        await LoadsAsync();
        var page = await browser.PageAsync();
        await page.GotoAsync(address);
        await page.EvaluateAsync("() => probe.first");
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("Performance.enable");

        var writer = new Writer(layout, options.Rate);
        using var stop = new CancellationTokenSource();
        var writing = writer.SteadyAsync(stop.Token);
        try
        {
            await MeasureAsync(page, cdp, writer, stop, writing);
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    private async Task MeasureAsync(IPage page, ICDPSession cdp, Writer writer, CancellationTokenSource stop, Task writing)
    {
        await Wait(5);
        var heap = new List<double> { await Heap.UsedAsync(cdp) };
        await Probe.ClearAsync(page);
        if (options.Profile is not null)
        {
            await cdp.SendAsync("Profiler.enable");
            await cdp.SendAsync("Profiler.start");
        }
        await Wait(options.Seconds * 2 / 3);
        if (options.Profile is { } file)
        {
            var result = await cdp.SendAsync("Profiler.stop");
            await File.WriteAllTextAsync(file, result!.Value.GetProperty("profile").GetRawText());
        }
        var steady = await Probe.ReadAsync(page);

        await Probe.ClearAsync(page);
        await ScrollAsync(page, options.Seconds / 3);
        var scrolled = await Probe.ReadAsync(page);
        heap.Add(await Heap.UsedAsync(cdp));

        var floor = await FloorAsync();
        Print(writer, steady, floor);
        var hidden = await HiddenAsync(page, cdp, writer);
        for (var minute = 0; minute < options.Minutes * 2; minute++)
        {
            await Wait(30);
            // What the probe notes is not the page's.
            await Probe.ClearAsync(page);
            heap.Add(await Heap.UsedAsync(cdp));
            // Said at once: half an hour may be cut short.
            Console.Error.WriteLine($"{(minute + 1) / 2.0:0.0} min: heap {Mb(heap[^1])} MB");
        }
        await stop.CancelAsync();
        await writing;
        await Probe.ClearAsync(page);
        await writer.BurstAsync(BurstLines);
        await ShownAsync(page, writer.Last);
        var burst = await Probe.ReadAsync(page);

        Print([("steady", steady), ("scrolling through the grid", scrolled), ($"burst of {BurstLines:N0} in a second", burst)]);
        Console.WriteLine($"heap after a collection, MB: {string.Join(", ", heap.Select(Mb))}\n");
        Console.WriteLine(hidden);
        foreach (var (name, probe) in ((string, Probe)[])[("steady", steady), ("scroll", scrolled), ("burst", burst)])
            foreach (var group in probe.Scripts.Concat(probe.Moved.Select(moved => $"moved {moved}")).GroupBy(said => said).OrderByDescending(group => group.Count()).Take(6))
                Console.Error.WriteLine($"{name}: {group.Count()}x {group.Key}");
    }

    private async Task LoadsAsync()
    {
        var loads = new List<FirstLoad>();
        for (var i = 0; i < 5; i++) loads.Add(await FirstLoad.MeasureAsync(browser, address));
        var first = loads[0];
        var scripts = first.Policy.Split(';').FirstOrDefault(part => part.Contains("script-src")) ?? first.Policy.Split(';')[0];
        var table = new Table($"First load, {options.Sessions:N0} sessions, five fresh browsers, ms", "what", "median", "worst", "aim");
        table.Add("document read", Median(loads.Select(load => load.Script)), Worst(loads.Select(load => load.Script)), "");
        table.Add("snapshot in the socket", Median(loads.Select(load => load.Snapshot)), Worst(loads.Select(load => load.Snapshot)), "");
        table.Add("first session painted", Median(loads.Select(load => load.Shown)), Worst(loads.Select(load => load.Shown)), "");
        table.Add("a click is answered", Median(loads.Select(load => load.Answered)), Worst(loads.Select(load => load.Answered)), "1,000");
        table.Add("script, compressed KB", Mb(first.ScriptKb), "", "150");
        table.Add("everything, compressed KB", Mb(first.TotalKb), "", "");
        table.Add("requests to other hosts", $"{loads.Sum(load => load.OtherHosts)}", "", "0");
        table.Print();
        Console.WriteLine($"content security policy for scripts: {scripts}");
    }

    private async Task<Probe> FloorAsync()
    {
        var page = await browser.PageAsync();
        // On an answer of the server itself: a browser lets nothing it was not sent by this machine reach a socket of this machine.
        await page.GotoAsync(address + "healthz");
        await page.EvaluateAsync(Probe.Resource("floor.js"));
        await Wait(3);
        await Probe.ClearAsync(page);
        await Wait(Math.Max(5, options.Seconds / 4));
        var floor = await Probe.ReadAsync(page);
        await page.Context.CloseAsync();
        return floor;
    }

    private static async Task ScrollAsync(IPage page, int seconds)
    {
        await page.Mouse.MoveAsync(500, 600);
        var begun = TimeProvider.System.GetTimestamp();
        for (var turn = 0; TimeProvider.System.GetElapsedTime(begun).TotalSeconds < seconds; turn++)
        {
            await page.Mouse.WheelAsync(0, turn / 60 % 2 == 0 ? 90 : -90);
            await Task.Delay(TimeSpan.FromMilliseconds(16), TimeProvider.System);
        }
    }

    /// <summary>Out of sight for a while, then shown again.</summary>
    private static async Task<string> HiddenAsync(IPage page, ICDPSession cdp, Writer writer)
    {
        async Task<double> BusyForAsync(int seconds)
        {
            var before = await Heap.BusyAsync(cdp);
            await Wait(seconds);
            return (await Heap.BusyAsync(cdp) - before) / seconds * 100;
        }
        var shown = await BusyForAsync(5);
        await page.EvaluateAsync("() => probe.hide()");
        var away = await BusyForAsync(10);
        var right = await page.EvaluateAsync<double>("(marker) => probe.show(marker)", writer.Last);
        return string.Create(CultureInfo.InvariantCulture,
            $"main thread busy: {shown:0.0} % shown, {away:0.0} % hidden; the newest that had been written was painted {right:0} ms after it was shown again\n");
    }

    private static Task ShownAsync(IPage page, int marker) => page.WaitForFunctionAsync(
        "(marker) => [...document.querySelector('[role=log]').textContent.matchAll(/zq7(\\d{6})/g)].some(([, id]) => Number(id) >= marker)", marker);

    private void Print(Writer writer, Probe steady, Probe floor)
    {
        var table = new Table($"{options.Sessions:N0} sessions, {options.Rate} messages a second, ms until painted", "from", "page", "samples", "p50", "p95", "p99", "max", "aim p50, p95", "p50 / floor", "p95 / floor");
        Row("frame in the socket", "floor", floor.FromSocket, floor.FromSocket, "");
        Row("frame in the socket", "claudelens", steady.FromSocket, floor.FromSocket, "20, 50");
        Row("line on disk, in the socket", "floor", floor.ToSocket(writer.Written), floor.ToSocket(writer.Written), "");
        Row("line on disk, in the socket", "claudelens", steady.ToSocket(writer.Written), floor.ToSocket(writer.Written), "");
        Row("line on disk", "floor", floor.FromDisk(writer.Written), floor.FromDisk(writer.Written), "");
        Row("line on disk", "claudelens", steady.FromDisk(writer.Written), floor.FromDisk(writer.Written), "-, 100");
        table.Print();
        Console.WriteLine($"not shown as a row of their own: {steady.Missed} of {steady.Missed + steady.Marks.Length}");

        void Row(string from, string name, Percentiles ours, Percentiles least, string aim) => table.Add(from, name, $"{ours.Count}", Table.Ms(ours.P50), Table.Ms(ours.P95),
            Table.Ms(ours.P99), Table.Ms(ours.Max), aim, Table.Ratio(ours.P50, least.P50), Table.Ratio(ours.P95, least.P95));
    }

    private static void Print((string Name, Probe Probe)[] phases)
    {
        var table = new Table("Smoothness", "phase", "frames a second", "dropped in a row, at most (3)", "long tasks over 50 ms (0)", "longest", "long animation frames", "slowest input", "layout shift (0)");
        foreach (var (name, probe) in phases)
            table.Add(name, Mb(1_000 * probe.Gaps.Length / Math.Max(1, probe.Gaps.Sum())), $"{probe.Dropped}", $"{probe.Long.Length}", Table.Ms(probe.Long.DefaultIfEmpty(0).Max()),
                $"{probe.Slow.Length}", Table.Ms(probe.Input.DefaultIfEmpty(0).Max()), probe.Shifts.Sum().ToString("0.0000", CultureInfo.InvariantCulture));
        table.Print();
    }

    private static Task Wait(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System);

    private static string Median(IEnumerable<double> values) => Table.Ms(Percentiles.Of(values).P50);

    private static string Worst(IEnumerable<double> values) => Table.Ms(values.Max());

    private static string Mb(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
