using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ClaudeLens.Tests.Browser.LiveFixture;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>Feed, grid and session panel under a reader's hands, while sessions go on.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RoomTests(BrowserFixture browser, LiveFixture live) : IClassFixture<LiveFixture>
{
    internal const string Question = """{"questions":[{"question":"Which database?","header":"Database","options":[{"label":"One"},{"label":"Two"}]}]}""";

    [Fact]
    public async Task The_feed_follows_holds_still_for_who_reads_counts_and_comes_back_and_a_burst_is_one_row()
    {
        var writer = live.Writer("feed");
        var page = await browser.OpenAsync(live.At("?project=feed"));
        await Expect(Feed(page)).ToBeVisibleAsync();
        for (var n = 1; n <= 40; n++) writer.Prompt($"Said {n}");
        await Expect(Row(page, "Said 40")).ToBeInViewportAsync();

        await Feed(page).HoverAsync();
        await page.Mouse.WheelAsync(0, -600);
        await Expect(Button(page, "Newest")).ToBeVisibleAsync();
        var before = -1.0;
        var top = await Wait.ForAsync("the list rests", TopAsync, now => before == (before = now));
        writer.Prompt("Said late");
        writer.Prompt("Said last");
        await Expect(Button(page, "2 new")).ToBeVisibleAsync();
        Assert.Equal(top, await TopAsync());

        await page.Keyboard.PressAsync("e");
        await Expect(Row(page, "Said last")).ToBeInViewportAsync();
        await Expect(Button(page, "2 new")).ToHaveCountAsync(0);
        for (var n = 1; n <= 6; n++) writer.Answer($"Step {n}");
        await Expect(Row(page, "Step 6")).ToBeInViewportAsync();
        await Expect(Row(page, "Step 2")).ToHaveCountAsync(0);
        await Button(page, "5 more").ClickAsync();
        await Expect(Row(page, "Step 2")).ToBeVisibleAsync();

        Task<double> TopAsync() => Feed(page).EvaluateAsync<double>("list => list.scrollTop");
    }

    [Fact]
    public async Task Cards_keep_their_places_under_the_pointer_and_take_the_right_ones_when_it_leaves()
    {
        var writers = Enumerable.Range(0, 6).Select(_ => live.Writer("places")).ToList();
        foreach (var (writer, n) in writers.Select((writer, n) => (writer, n)))
        {
            writer.Ago = TimeSpan.FromSeconds(60 + n);
            writer.Prompt($"Begin {n}");
            writer.Ago = TimeSpan.Zero;
        }
        var page = await browser.OpenAsync(live.At("?project=places"));
        var cards = page.Locator("[data-session]");
        await Expect(cards).ToHaveCountAsync(6);
        var order = await OrderAsync();
        var last = writers.Single(writer => writer.SessionId == order[^1]);

        await cards.Nth(4).HoverAsync();
        last.Call("AskUserQuestion", Question);
        await Expect(Card(last.SessionId)).ToContainTextAsync("Asks");
        // Looked at twice a second: with who comes, at the end, also who waits had its chance.
        live.Writer("places").Prompt("Begin last");
        await Expect(cards).ToHaveCountAsync(7);
        Assert.Equal(order, (await OrderAsync())[..6]);
        await page.Mouse.MoveAsync(5, 5);
        await Expect(cards.First).ToHaveAttributeAsync("data-session", last.SessionId);

        // The one that costs most is not the one that waits.
        writers[0].Answer("Costly", output: 90_000);
        await Button(page, "Sort and group").ClickAsync();
        await Button(page, "Sort: cost").ClickAsync();
        await Expect(cards.First).ToHaveAttributeAsync("data-session", writers[0].SessionId);
        foreach (var (key, articles) in new[] { ("2", 7), ("3", 0), ("1", 7) })
        {
            await page.Keyboard.PressAsync(key);
            await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(articles);
            await Expect(cards).ToHaveCountAsync(7);
        }

        ILocator Card(string id) => page.GetByRole(AriaRole.Article).Filter(new() { Has = page.Locator($"[data-session='{id}']") });
        async Task<string[]> OrderAsync() => await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[data-session]')].map((card) => card.dataset.session)");
    }

    [Fact]
    public async Task A_session_has_an_address_a_timeline_its_files_its_costs_and_goes_on_beside_the_grid()
    {
        var writer = live.Writer("opened");
        writer.Prompt("Mend the cart");
        writer.Call("Read", """{"file_path":"/home/dev/opened/src/cart.js"}""");
        writer.Result();
        writer.Call("Bash", """{"command":"npm test"}""");
        writer.Result("1 test failed", error: true);
        writer.Answer("Mended");
        var page = await browser.OpenAsync(live.At($"?session={writer.SessionId}"));
        var panel = page.GetByRole(AriaRole.Region, new() { Name = "Session opened" });
        var timeline = panel.GetByRole(AriaRole.Log, new() { Name = "Timeline" });
        foreach (var text in new[] { "Mend the cart", "Read", "src/cart.js", "npm test", "1 test failed", "Mended" })
            await Expect(timeline).ToContainTextAsync(text);
        writer.Prompt("And the till");
        await Expect(timeline).ToContainTextAsync("And the till");
        await Expect(page.Locator($"[data-session='{writer.SessionId}']")).ToBeVisibleAsync();

        await panel.GetByRole(AriaRole.Tab, new() { Name = "Files" }).ClickAsync();
        await Expect(panel).ToContainTextAsync("src/cart.js");
        await panel.GetByRole(AriaRole.Tab, new() { Name = "Details" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Table, new() { Name = "Cost by model" })).ToContainTextAsync(new Regex(@"sonnet 5\.5.*\$\d"));

        await panel.GetByTitle("Close (Esc)").ClickAsync();
        await Expect(panel).ToHaveCountAsync(0);
        await page.GoBackAsync();
        await Expect(panel).ToBeVisibleAsync();
        await page.GotoAsync(live.At("?session=nobody").ToString());
        await Expect(page.GetByText("The server knows no session of this name")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_of_every_kind_hold_together_and_each_is_a_chip()
    {
        var (works, rests) = (live.Writer("both"), live.Writer("both"));
        var page = await browser.OpenAsync(live.At(
            $"?project=both&status=working&type=prompt&model=claude-sonnet-5-5&host={Uri.EscapeDataString(Environment.MachineName)}&q=cart"));
        await Expect(Feed(page)).ToBeVisibleAsync();
        works.Prompt("Mend the cart");
        works.Call("Bash", """{"command":"npm test cart"}""");
        rests.Prompt("Look into the cart");
        rests.Answer("Looked into the cart");
        await Expect(Row(page, "Mend the cart")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(1);
        await Expect(Row(page, "Look into the cart")).ToHaveCountAsync(0);
        await Expect(Feed(page).GetByText("npm test cart")).ToHaveCountAsync(0);
        var chips = page.GetByRole(AriaRole.List, new() { Name = "Filters" });
        foreach (var chip in new[] { "project both", "status working", "type prompt", "model sonnet 5.5", $"host {Environment.MachineName}", "text cart" })
            await Expect(chips.GetByRole(AriaRole.Button, new() { Name = $"Remove filter {chip}" })).ToBeVisibleAsync();

        await chips.GetByRole(AriaRole.Button, new() { Name = "Remove filter status working" }).ClickAsync();
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(2);
        await Expect(page).Not.ToHaveURLAsync(new Regex("status="));
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync(" of nobody");
        await Expect(page.GetByText("No session matches these filters")).ToBeVisibleAsync();
        await Button(page, "Show all sessions").ClickAsync();
        await Expect(chips).ToHaveCountAsync(0);
    }
}
