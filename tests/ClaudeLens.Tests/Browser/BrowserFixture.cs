using Microsoft.Playwright;
using Xunit.Sdk;

namespace ClaudeLens.Tests.Browser;

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "browser";
}

/// <summary>One browser for all browser tests; a page, with cookies and cache of its own, for each.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // No sandbox: it needs privileges that containers do not give. The others keep the browser from talking to its maker.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly List<IPage> _open = [];
    private ITest? _test;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = await Chromium.FindOrInstallAsync();
        _playwright = await Playwright.CreateAsync();
        // A bound for a machine that is busy with all the other tests, not a promise.
        Assertions.SetDefaultExpectTimeout((float)Wait.Patience.TotalMilliseconds);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = Flags });
    }

    /// <param name="moving">With what moves by itself: without a graphics card that is most of a core, for a test that is not about it.</param>
    public async Task<IPage> OpenAsync(Uri address, int width = 1440, int height = 900, bool moving = false)
    {
        var page = await NewAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ReducedMotion = moving ? ReducedMotion.NoPreference : ReducedMotion.Reduce,
        });
        await page.GotoAsync(address.ToString());
        return page;
    }

    /// <summary>A page in which nothing moves by itself and everybody's clock and language are the same; not yet anywhere.</summary>
    public Task<IPage> StillAsync(int width, int height, string language = "en-GB", string zone = "UTC") => NewAsync(new()
    {
        ViewportSize = new() { Width = width, Height = height },
        ReducedMotion = ReducedMotion.Reduce,
        Locale = language,
        TimezoneId = zone,
    });

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task<IPage> NewAsync(BrowserNewPageOptions options)
    {
        // The pages of an earlier test would go on drawing what moves on them: without a graphics card that is most of a core.
        if (_test != TestContext.Current.Test)
        {
            foreach (var earlier in _open) await earlier.CloseAsync();
            _open.Clear();
            _test = TestContext.Current.Test;
        }
        var page = await _browser!.NewPageAsync(options);
        page.SetDefaultTimeout((float)Wait.Patience.TotalMilliseconds);
        _open.Add(page);
        return page;
    }
}
