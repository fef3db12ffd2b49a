using Microsoft.Playwright;

namespace ClaudeLens.Bench.Page;

/// <summary>The real browser, and pages in it that carry the probe.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var path = Environment.GetEnvironmentVariable("CLAUDELENS_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Flags }));
    }

    /// <summary>A page with cache and storage of its own, not yet anywhere.</summary>
    public async Task<IPage> PageAsync()
    {
        var context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(60_000);
        await page.AddInitScriptAsync(Probe.Resource("probe.js"));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
