using Microsoft.Playwright;

namespace ClaudeLens.Bench.Page;

/// <summary>What the first look costs: bytes of script, hosts asked, time until the sessions stand there and a click is answered.</summary>
internal sealed record FirstLoad(double Script, double Snapshot, double Shown, double Answered, double ScriptKb, double TotalKb, int OtherHosts, string Policy)
{
    public static async Task<FirstLoad> MeasureAsync(Browser browser, string address)
    {
        var page = await browser.PageAsync();
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("Network.enable");
        var others = 0;
        page.Request += (_, request) => others += new Uri(request.Url).IsLoopback || request.Url.StartsWith("data:", StringComparison.Ordinal) ? 0 : 1;
        await page.AddInitScriptAsync("addEventListener('DOMContentLoaded', () => probe.open())");
        // A window that has just been opened is busy with itself for a second.
        await Settled();
        var response = await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        // Who asks a page something while it loads (and Playwright brings a script of its own for it) slows it down.
        await Settled();
        await page.WaitForFunctionAsync("() => probe.answered > 0");
        var times = await page.EvaluateAsync<double[]>(
            "() => [performance.getEntriesByType('navigation')[0].domInteractive, probe.snapshot, probe.shown, probe.answered]");
        var bytes = await page.EvaluateAsync<double[]>("""
            () => {
              const all = performance.getEntriesByType('resource');
              const sum = (list) => list.reduce((total, each) => total + each.encodedBodySize, 0) / 1024;
              return [sum(all.filter((each) => each.name.endsWith('.js'))), sum(all)];
            }
            """);
        var policy = await response!.HeaderValueAsync("content-security-policy") ?? "none";
        await page.Context.CloseAsync();
        return new(times[0], times[1], times[2], times[3], bytes[0], bytes[1], others, policy);
    }

    private static Task Settled() => Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
}
