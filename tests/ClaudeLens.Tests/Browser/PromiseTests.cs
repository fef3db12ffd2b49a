using System.Text.RegularExpressions;
using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>What the page promises to a reader's hands and ears, with the real program and real transcripts.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PromiseTests(BrowserFixture browser)
{
    private const string Question = """{"questions":[{"question":"Which database?","header":"Database","options":[{"label":"One"},{"label":"Two"}]}]}""";

    [Fact]
    public async Task Filters_stand_in_the_address_as_chips_and_as_saved_views()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        var (shop, docs) = (Writer(scratch, 51, "shop-api"), Writer(scratch, 52, "docs"));
        var page = await browser.OpenAsync(program.Address);
        var feed = page.GetByRole(AriaRole.Log, new() { Name = "Events" });
        // What is there at the start is history, and no news.
        await Expect(feed).ToBeVisibleAsync();
        shop.Prompt("Mend the cart");
        shop.Call("Bash", """{"command":"npm test"}""");
        docs.Prompt("Write it down");
        docs.Call("Read", """{"file_path":"/home/dev/docs/index.md"}""");
        await Expect(feed.GetByText("npm test")).ToBeVisibleAsync();
        await Expect(feed.GetByTitle("Write it down", new() { Exact = true })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Tool", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Filter by tool" }).GetByRole(AriaRole.Button, new() { Name = "Bash" }).ClickAsync();
        await page.Keyboard.PressAsync("Escape");
        // Escape closed the menu, and only that: the filter stays.
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Filter by tool" })).ToHaveCountAsync(0);
        await Expect(page).ToHaveURLAsync(new Regex(@"\?tool=Bash$"));
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Filters" })).ToContainTextAsync("Bash");
        await Expect(feed.GetByTitle("Write it down", new() { Exact = true })).ToHaveCountAsync(0);

        await CommandAsync(page, "save these filters");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).ClickAsync();
        await Expect(feed.GetByTitle("Write it down", new() { Exact = true })).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Expect(feed.GetByTitle("Write it down", new() { Exact = true })).ToBeVisibleAsync();
        await CommandAsync(page, "Bash");
        await Expect(page).ToHaveURLAsync(new Regex(@"\?tool=Bash$"));
        await page.ReloadAsync();
        await Expect(feed.GetByText("npm test")).ToBeVisibleAsync();
        await Expect(feed.GetByTitle("Write it down", new() { Exact = true })).ToHaveCountAsync(0);

        await CommandAsync(page, "clear all filters");
        await CommandAsync(page, "group by project");
        foreach (var project in new[] { "docs", "shop-api" })
            await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex($@"^{project}\s*1$") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_keyboard_walks_opens_closes_and_pauses()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        var (first, second) = (Writer(scratch, 53, "first"), Writer(scratch, 54, "second"));
        first.Prompt("One");
        second.Prompt("Two");
        var page = await browser.OpenAsync(program.Address);
        var feed = page.GetByRole(AriaRole.Log, new() { Name = "Events" });
        var cards = page.Locator("[data-session]");
        await Expect(cards).ToHaveCountAsync(2);

        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToContainTextAsync("Next session that waits for you");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("j");
        await Expect(cards.Nth(0)).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("session=" + await cards.Nth(0).GetAttributeAsync("data-session")));
        await cards.Nth(0).FocusAsync();
        await page.Keyboard.PressAsync("j");
        await Expect(page).ToHaveURLAsync(new Regex("session=" + await cards.Nth(1).GetAttributeAsync("data-session")));
        await page.Keyboard.PressAsync("k");
        await Expect(page).ToHaveURLAsync(new Regex("session=" + await cards.Nth(0).GetAttributeAsync("data-session")));
        await page.Keyboard.PressAsync("Escape");
        await Expect(page).Not.ToHaveURLAsync(new Regex("session="));

        await page.Locator("body").EvaluateAsync("() => document.activeElement.blur()");
        await page.Keyboard.PressAsync(" ");
        await Expect(page.GetByTitle("Go on (space)")).ToBeVisibleAsync();
        first.Prompt("Said in the pause");
        await program.ToldAsync(first.SessionId, 2);
        await Expect(feed.GetByTitle("Said in the pause", new() { Exact = true })).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync(" ");
        await Expect(feed.GetByTitle("Said in the pause", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Out_of_sight_it_calls_for_who_waits_and_who_is_done_apart_and_not_for_a_muted_project()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        var (asks, done, muted) = (Writer(scratch, 55, "asks"), Writer(scratch, 56, "done"), Writer(scratch, 57, "muted"));
        foreach (var each in new[] { asks, done, muted })
        {
            each.Ago = TimeSpan.FromMinutes(1);
            each.Prompt("Begin");
            each.Ago = TimeSpan.Zero;
        }
        var page = await browser.StillAsync(1440, 900);
        await page.Context.GrantPermissionsAsync(["notifications"]);
        await page.AddInitScriptAsync("""
            localStorage.setItem('claudelens', JSON.stringify({ notifyWaiting: true, notifyFinished: true, sound: true, muted: ['muted'] }));
            let hidden = false;
            Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
            window.hide = () => { hidden = true; document.dispatchEvent(new Event('visibilitychange')); };
            window.called = [];
            const play = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...args) { called.push('note'); return play.apply(this, args); };
            window.Notification = class extends Notification { constructor(title, ...rest) { super(title, ...rest); called.push(title); } };
            """);
        await page.GotoAsync(program.Address.ToString());
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(3);
        await page.EvaluateAsync("() => hide()");

        muted.Call("AskUserQuestion", Question);
        asks.Call("AskUserQuestion", Question);
        done.Answer("Done");
        var called = await Wait.ForAsync("both calls", () => page.EvaluateAsync<string[]>("() => called"), said => said.Count(each => each != "note") == 2);
        Assert.Equal(["asks waits for you", "done is done"], called.Where(each => each != "note").Order());
        Assert.Equal(4, called.Count(each => each == "note"));
        await Expect(page).ToHaveTitleAsync("(2) ClaudeLens");
    }

    private static TranscriptWriter Writer(Scratch scratch, int number, string project) => new(scratch, $"0f0f0f0f-0000-4000-8000-0000000000{number}", project);

    private static async Task CommandAsync(IPage page, string words)
    {
        await page.Keyboard.PressAsync("Control+k");
        await page.GetByRole(AriaRole.Combobox).FillAsync(words);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
