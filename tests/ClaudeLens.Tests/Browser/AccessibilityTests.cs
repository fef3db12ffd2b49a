using System.Text.Json;
using ClaudeLens.Tests.House;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>axe finds nothing serious on any view and state, in either theme.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccessibilityTests(BrowserFixture browser, ProgramFixture fixture) : IClassFixture<ProgramFixture>
{
    private static readonly string Axe = File.ReadAllText(Repository.Full("web/node_modules/axe-core/axe.min.js"));
    private const string Grid = "section[aria-label='Sessions']";
    private readonly List<string> _findings = [];

    [Fact]
    public async Task On_a_wide_screen()
    {
        var replay = await Replay.OpenAsync(browser, fixture.Program, 1440, 900);
        var page = replay.Page;
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await CheckAsync(page, "cards");
        foreach (var (key, view) in new[] { ("2", "small cards"), ("3", "list") })
        {
            await page.Keyboard.PressAsync(key);
            await CheckAsync(page, view, Grid);
        }
        await page.Keyboard.PressAsync("1");

        await replay.GoAsync($"?session={Replay.Session}");
        await Expect(page.GetByRole(AriaRole.Log, new() { Name = "Timeline" })).ToBeVisibleAsync();
        await CheckAsync(page, "a session's timeline");
        await replay.GoAsync($"?project=nobody&session={Replay.Session}");
        foreach (var tab in new[] { "Files", "Details" })
        {
            await page.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();
            await CheckAsync(page, $"a session's {tab}", "section[aria-label^='Session ']");
        }
        await replay.GoAsync("?status=working&tool=Bash&q=test");
        await CheckAsync(page, "filters at work", "main");
        await replay.GoAsync("?project=nobody");
        await Expect(page.GetByText("No session matches these filters")).ToBeVisibleAsync();
        await CheckAsync(page, "nothing matches", Grid);

        // axe takes its time for all that is on the page: what lies over it is looked at where there is little else.
        foreach (var (name, button) in new[] { ("bell", "Alerts"), ("connection", "Connection and delay"), ("sorting", "Sort and group") })
        {
            await page.GetByTitle(button, new() { Exact = true }).ClickAsync();
            await CheckAsync(page, name, ":popover-open");
            await page.Keyboard.PressAsync("Escape");
        }
        foreach (var (name, key) in new[] { ("palette", "Control+k"), ("help", "?") })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await CheckAsync(page, name, "dialog[open]");
            await page.Keyboard.PressAsync("Escape");
            await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        }
        await replay.GoAsync("?wall=1");
        await CheckAsync(page, "wall screen");
        await replay.GoAsync("");
        await replay.CutAsync();
        await Expect(page.GetByText("Not connected since")).ToBeVisibleAsync();
        await CheckAsync(page, "cut off");
        Assert.True(_findings.Count == 0, string.Join("\n", _findings));
    }

    [Fact]
    public async Task On_a_phone()
    {
        var replay = await Replay.OpenAsync(browser, fixture.Program, 390, 844);
        var page = replay.Page;
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Needs you" })).ToBeVisibleAsync();
        await CheckAsync(page, "phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Activity" }).ClickAsync();
        await CheckAsync(page, "phone, activity");
        await replay.GoAsync($"?session={Replay.Session}");
        await Expect(page.GetByRole(AriaRole.Log, new() { Name = "Timeline" })).ToBeVisibleAsync();
        await CheckAsync(page, "phone, a session");
        Assert.True(_findings.Count == 0, string.Join("\n", _findings));
    }

    [Fact]
    public async Task With_nothing_there_yet()
    {
        var replay = await Replay.OpenAsync(browser, fixture.Program, 1440, 900, empty: true);
        await Expect(replay.Page.GetByText("No session is running")).ToBeVisibleAsync();
        await CheckAsync(replay.Page, "first run");
        Assert.True(_findings.Count == 0, string.Join("\n", _findings));
    }

    /// <param name="within">What is new in this state, where the rest has been looked at already.</param>
    private async Task CheckAsync(IPage page, string state, string within = "html")
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in globalThis")) await page.EvaluateAsync(Axe);
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = theme });
            // Of the second theme only the colours are news.
            var found = await page.EvaluateAsync<JsonElement>("""
                async ([within, again]) => (await axe.run(within, { resultTypes: ['violations'], preload: false, ...(again && { runOnly: ['color-contrast'] }) })).violations
                  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                  .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
                """, new object[] { within, theme == ColorScheme.Dark });
            _findings.AddRange(found.EnumerateArray().Select(each => $"{state}, {theme}: {each.GetString()}"));
        }
    }
}
