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
        var response = await page.GotoAsync(address);
        var script = await page.EvaluateAsync<double>("() => performance.getEntriesByType('navigation')[0].domInteractive");
        var shown = await page.EvaluateAsync<double>("() => probe.first");
        var snapshot = await page.EvaluateAsync<double>("() => probe.snapshot");
        var answered = await page.EvaluateAsync<double>("""
            () => new Promise((resolve) => {
              document.querySelector('[data-session]').click();
              const wait = () => document.querySelector('section[aria-label^="Session "]') === null
                ? requestAnimationFrame(wait) : resolve(performance.now());
              wait();
            })
            """);
        var bytes = await page.EvaluateAsync<double[]>("""
            () => {
              const all = performance.getEntriesByType('resource');
              const sum = (list) => list.reduce((total, each) => total + each.encodedBodySize, 0) / 1024;
              return [sum(all.filter((each) => each.name.endsWith('.js'))), sum(all)];
            }
            """);
        var policy = await response!.HeaderValueAsync("content-security-policy") ?? "none";
        await page.Context.CloseAsync();
        return new(script, snapshot, shown, answered, bytes[0], bytes[1], others, policy);
    }
}
