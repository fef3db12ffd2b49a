using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ClaudeLens.Tests.Browser.LiveFixture;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>What the page as a whole promises: to call, to be honest, to be still, to be small.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScreenTests(BrowserFixture browser, LiveFixture live) : IClassFixture<LiveFixture>
{
    private const string Hideable = """
        let hidden = false;
        Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
        window.turn = (away) => { hidden = away; document.dispatchEvent(new Event('visibilitychange')); };
        """;

    [Fact]
    public async Task Who_waits_is_said_first_on_the_tab_in_a_toast_and_on_the_bell_until_it_is_seen_or_over()
    {
        var writer = live.Writer("asks");
        var page = await browser.OpenAsync(live.At("?project=asks"));
        await Expect(Feed(page)).ToBeVisibleAsync();
        writer.Prompt("Begin");
        writer.Call("AskUserQuestion", RoomTests.Question);
        var need = page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Needs you") }).GetByRole(AriaRole.Button).Filter(new() { HasText = "asks" }).First;
        await Expect(need).ToContainTextAsync(new Regex(@"Which database\?\d+:\d\d"));
        await Expect(page).ToHaveTitleAsync(new Regex(@"^\(\d+\) ClaudeLens$"));
        await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", new Regex("^data:image/png"));
        var toast = page.Locator("[data-sonner-toast]").Filter(new() { HasText = "asks waits for you" });
        await Expect(toast).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("n");
        await Expect(page).ToHaveURLAsync(new Regex($"session={writer.SessionId}"));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).Not.ToHaveURLAsync(new Regex("session="));
        var over = new Regex("Over.*asks waits for you", RegexOptions.Singleline);
        await page.GetByTitle("Alerts", new() { Exact = true }).ClickAsync();
        var bell = page.GetByRole(AriaRole.Dialog, new() { Name = "Alerts" });
        await Expect(bell).ToContainTextAsync("asks waits for you");
        await bell.GetByTitle("Mark as seen").First.ClickAsync();
        await Expect(bell.GetByTitle("Mark as seen")).ToHaveCountAsync(0);
        await Expect(bell).Not.ToContainTextAsync(over);
        writer.Result("One");
        await Expect(bell).ToContainTextAsync(over);
        await Expect(toast).ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync("ClaudeLens");
        await Expect(page.Locator("link[rel=icon]")).ToHaveAttributeAsync("href", "/favicon.svg");
    }

    [Fact]
    public async Task All_alerts_are_marked_as_seen_at_once_for_every_page()
    {
        var writers = new[] { live.Writer("bell"), live.Writer("bell") };
        foreach (var each in writers)
        {
            each.Prompt("Begin");
            each.Call("AskUserQuestion", RoomTests.Question);
        }
        var (page, other) = (await browser.OpenAsync(live.At("?project=bell")), await browser.OpenAsync(live.At("?project=bell")));
        foreach (var each in new[] { page, other }) await Expect(each.GetByTitle("Alerts", new() { Exact = true })).ToHaveAccessibleNameAsync("Alerts, 2 open");
        await page.GetByTitle("Alerts", new() { Exact = true }).ClickAsync();
        var bell = page.GetByRole(AriaRole.Dialog, new() { Name = "Alerts" });
        await Expect(bell.GetByTitle("Mark as seen")).ToHaveCountAsync(2);
        await bell.GetByRole(AriaRole.Button, new() { Name = "Mark all seen" }).ClickAsync();
        await Expect(bell.GetByTitle("Mark as seen")).ToHaveCountAsync(0);
        await Expect(bell.GetByText("bell waits for you")).ToHaveCountAsync(2);
        foreach (var each in new[] { page, other }) await Expect(each.GetByTitle("Alerts", new() { Exact = true })).ToHaveAccessibleNameAsync("Alerts");
        foreach (var each in writers) each.Result("One");
        await Expect(page).ToHaveTitleAsync("ClaudeLens");
    }

    [Fact]
    public async Task Out_of_sight_it_draws_nothing_and_is_right_in_the_frame_in_which_it_is_seen_again()
    {
        var writer = live.Writer("away");
        var page = await browser.StillAsync(1440, 900);
        await page.AddInitScriptAsync(Hideable);
        await page.GotoAsync(live.At("?project=away").ToString());
        await Expect(Feed(page)).ToBeVisibleAsync();
        writer.Prompt("Said in sight");
        await Expect(Row(page, "Said in sight")).ToBeVisibleAsync();
        await page.EvaluateAsync("""
            () => new Promise((settled) => {
              turn(true);
              window.drawn = 0;
              const watch = new MutationObserver((changes) => { drawn += changes.length; });
              watch.observe(document.querySelector('main'), { subtree: true, childList: true, characterData: true, attributes: true });
              // What was under way when it went out of sight may end.
              const look = (before) => drawn === before ? settled(window.drawn = 0) : setTimeout(look, 250, drawn);
              setTimeout(look, 250, -1);
            })
            """);
        for (var n = 1; n <= 20; n++) writer.Prompt($"Said unseen {n}");
        writer.Call("AskUserQuestion", RoomTests.Question);
        // The tab counts on: so the page knows of all of it.
        await Expect(page).ToHaveTitleAsync("(1) ClaudeLens");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => drawn"));
        var seen = await page.EvaluateAsync<string>("""
            () => new Promise((resolve) => {
              turn(false);
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.querySelector('main').innerText)));
            })
            """);
        Assert.Contains("Said unseen 20", seen);
        Assert.Contains("Which database?", seen);
        writer.Result("One");
        await Expect(page).ToHaveTitleAsync("ClaudeLens");
    }

    [Fact]
    public async Task What_moves_means_something_and_stands_still_for_who_asked_for_it()
    {
        var writer = live.Writer("moves");
        writer.Prompt("Begin");
        writer.Call("Bash", """{"command":"npm test"}""");
        var page = await browser.OpenAsync(live.At("?project=moves"), moving: true);
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "Working" }).First).ToBeVisibleAsync();
        await Wait.ForAsync("the ring of who works turns", NamesAsync, names => names.Contains("turn"));
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await Wait.ForAsync("nothing moves", NamesAsync, names => names.Length == 0);
        Assert.Equal("none", await page.Locator(".glide").First.EvaluateAsync<string>("card => getComputedStyle(card).transitionProperty"));
        // Left open it would be taken for a wait after ten seconds, and count on the tab of every other test.
        writer.Result();

        Task<string[]> NamesAsync() => page.EvaluateAsync<string[]>("() => document.getAnimations().map((each) => each.animationName ?? 'transition')");
    }

    [Fact]
    public async Task The_corner_tells_the_delay_and_its_details_and_a_theme_once_chosen_stays()
    {
        var writer = live.Writer("honest");
        var page = await browser.OpenAsync(live.Program.Address);
        await Expect(Feed(page)).ToBeVisibleAsync();
        writer.Prompt("Said");
        var corner = page.GetByTitle("Connection and delay");
        await Expect(corner).ToContainTextAsync(new Regex(@"live· \d"));
        await corner.ClickAsync();
        var details = page.GetByRole(AriaRole.Dialog, new() { Name = "Connection" });
        foreach (var row in new[] { @"p50 / p95\d+(\.\d+)? m?s / \d", @"Connected for\d+:\d\d", @"Frames a second\d", @"Position in the journal\d", "Reconnectsnone", @"Server\d" })
            await Expect(details).ToContainTextAsync(new Regex(row));
        await page.Keyboard.PressAsync("Escape");
        await Expect(corner).ToHaveAttributeAsync("aria-expanded", "false");
        await page.EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync(" ");
        await Expect(corner).ToContainTextAsync(new Regex(@"paused· \d+:\d\d"));
        await page.Keyboard.PressAsync(" ");

        var root = page.Locator("html");
        foreach (var (now, then) in new[] { ("system", "light"), ("light", "dark") })
        {
            await page.GetByTitle($"Theme: {now}").ClickAsync();
            await Expect(root).ToHaveAttributeAsync("data-theme", then);
        }
        await page.ReloadAsync();
        await Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.GetByTitle("Theme: dark")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wall_screen_goes_on_by_itself_and_cannot_be_operated()
    {
        var writer = live.Writer("wall");
        var page = await browser.OpenAsync(live.At("?wall=1"), 2560, 1440);
        await Expect(Feed(page)).ToBeVisibleAsync();
        foreach (var key in new[] { " ", "3", "?", "Control+k", "/" }) await page.Keyboard.PressAsync(key);
        writer.Prompt("Said to the wall");
        await Expect(Row(page, "Said to the wall")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Article).First).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToHaveCountAsync(0);
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        foreach (var name in new[] { "Tool", "Type", "Pause (space)", "Sort and group" }) await Expect(Button(page, name)).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).Not.ToHaveURLAsync(new Regex("wall"));
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_loads_little_script_from_here_alone_under_a_strict_policy()
    {
        var page = await browser.StillAsync(1440, 900);
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        page.WebSocket += (_, socket) => asked.Add(socket.Url);
        var response = await page.GotoAsync(live.Program.Address.ToString());
        await Expect(Feed(page)).ToBeVisibleAsync();
        Assert.True(asked.Count > 3);
        Assert.All(asked, url => Assert.Equal(live.Program.Address.Authority, new Uri(url).Authority));
        var scripts = (await response!.HeaderValueAsync("content-security-policy"))!.Split(';').Single(part => part.Contains("script-src", StringComparison.Ordinal));
        Assert.Equal("script-src 'self'", scripts.Trim());
        var bytes = await page.EvaluateAsync<int>(
            "() => performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)");
        Assert.InRange(bytes, 10_000, 150 * 1024);
    }
}
