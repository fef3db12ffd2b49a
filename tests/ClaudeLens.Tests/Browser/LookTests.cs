using System.Text.Json;
using ClaudeLens.Tests.House;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>
/// The main views look as they did when somebody last looked at them: where things stand, to a few pixels, and a picture made
/// small enough that how a machine draws its letters does not matter. <c>CLAUDELENS_LOOKS=write</c> takes new ones.
/// </summary>
[Collection(BrowserCollection.Name)]
public sealed class LookTests(BrowserFixture browser, ProgramFixture fixture) : IClassFixture<ProgramFixture>
{
    /// <summary>Of the small picture's pixels, how many may differ by more than a trace.</summary>
    private const double Tolerance = 0.01;

    internal static readonly bool Write = Environment.GetEnvironmentVariable("CLAUDELENS_LOOKS") == "write";
    /// <summary>What the README shows of them.</summary>
    private static readonly Dictionary<string, string> Shown = new() { ["session-1440"] = "session-light.png", ["dashboard-390"] = "phone-light.png" };
    private static readonly string Script = File.ReadAllText(Repository.Full("tests/ClaudeLens.Tests/Browser/look.js"));

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(768, 1024)]
    [InlineData(390, 844)]
    public async Task The_main_views_look_as_they_did(int width, int height)
    {
        var replay = await Replay.OpenAsync(browser, fixture.Program, width, height);
        await Expect(replay.Page.Locator("[data-session]").First).ToBeVisibleAsync();
        // The feed comes a frame after the sessions, where there is room for it.
        if (width > 1000) await Expect(Events(replay.Page)).ToBeVisibleAsync();
        var complaints = await LastingAsync(replay.Page, $"dashboard-{width}");
        await replay.GoAsync($"?session={Replay.Session}");
        await Expect(replay.Page.GetByRole(AriaRole.Log, new() { Name = "Timeline" }).GetByText("Grep").First).ToBeVisibleAsync();
        complaints.AddRange(await LastingAsync(replay.Page, $"session-{width}"));
        var first = await Replay.OpenAsync(browser, fixture.Program, width, height, empty: true);
        await Expect(first.Page.GetByText("No session is running")).ToBeVisibleAsync();
        if (width > 1000) await Expect(Events(first.Page)).ToBeVisibleAsync();
        complaints.AddRange(await LastingAsync(first.Page, $"first-run-{width}"));
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    [Fact]
    public async Task A_changed_look_is_noticed()
    {
        var replay = await Replay.OpenAsync(browser, fixture.Program, 1440, 900);
        await Expect(Events(replay.Page)).ToBeVisibleAsync();
        await replay.Page.EvaluateAsync("() => { document.querySelector('main').style.paddingLeft = '40px'; }");
        var complaints = await ComplaintsAsync(replay.Page, "dashboard-1440", mayWrite: false);
        Assert.Contains(complaints, complaint => complaint.Contains("stands elsewhere", StringComparison.Ordinal));
        Assert.Contains(complaints, complaint => complaint.Contains("of the picture", StringComparison.Ordinal));
    }

    private static ILocator Events(IPage page) => page.GetByRole(AriaRole.Log, new() { Name = "Events" });

    /// <summary>What is still different when there was time to draw: a busy machine may show the last of a page a moment later.</summary>
    private static async Task<List<string>> LastingAsync(IPage page, string view)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var complaints = await ComplaintsAsync(page, view);
            if (complaints.Count == 0 || TimeProvider.System.GetElapsedTime(started) > Wait.Patience) return complaints;
        }
    }

    private static async Task<List<string>> ComplaintsAsync(IPage page, string view, bool mayWrite = true)
    {
        var complaints = new List<string>();
        await page.EvaluateAsync("() => document.fonts.ready.then(() => {})");
        await page.EvaluateAsync(Script);
        var layout = Repository.Full($"tests/ClaudeLens.Tests/Browser/Looks/{view}.json");
        var boxes = await page.EvaluateAsync<string>("() => look.boxes()");
        if (Write && mayWrite) await File.WriteAllTextAsync(layout, boxes + "\n");
        complaints.AddRange((await page.EvaluateAsync<string[]>("(before) => look.moved(before)", await File.ReadAllTextAsync(layout))).Select(moved => $"{view}: {moved}"));
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var picture = Repository.Full($"tests/ClaudeLens.Tests/Browser/Looks/{view}-{theme.ToString().ToLowerInvariant()}.webp");
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            var taken = await page.ScreenshotAsync();
            var now = Convert.ToBase64String(taken);
            if (Write && mayWrite && theme == ColorScheme.Light && Shown.TryGetValue(view, out var shown)) await File.WriteAllBytesAsync(Repository.Full($"docs/images/{shown}"), taken);
            if (Write && mayWrite) await File.WriteAllBytesAsync(picture, Convert.FromBase64String(await page.EvaluateAsync<string>("(now) => look.small(now)", now)));
            var before = Convert.ToBase64String(await File.ReadAllBytesAsync(picture));
            var share = await page.EvaluateAsync<double>("([now, before]) => look.differs(now, before)", new[] { now, before });
            if (share > Tolerance) complaints.Add($"{view}, {theme}: {share:P1} of the picture is different");
        }
        return complaints;
    }
}
