using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ClaudeLens.Tests.Browser.LiveFixture;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>The order of the grid, as a reader chooses it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OrderTests(BrowserFixture browser, LiveFixture live) : IClassFixture<LiveFixture>
{
    [Fact]
    public async Task Sessions_stand_by_need_activity_cost_or_name_and_in_groups_and_so_again_after_a_reload()
    {
        foreach (var (project, minutes, output) in new[] { ("order-a", 3, 50), ("order-b", 1, 5_000), ("order-c", 4, 90_000) })
        {
            var writer = live.Writer(project);
            writer.Ago = TimeSpan.FromMinutes(minutes);
            writer.Prompt("Begin");
            writer.Answer("Done", output);
        }
        var waits = live.Writer("order-d");
        waits.Ago = TimeSpan.FromMinutes(2);
        waits.Prompt("Begin");
        waits.Call("AskUserQuestion", RoomTests.Question);

        var page = await browser.OpenAsync(live.At("?q=order-"));
        var cards = page.Locator("[data-session]");
        await Expect(cards).ToHaveCountAsync(4);
        foreach (var (sort, order) in new[] { ("name", "abcd"), ("cost", "cbad"), ("activity", "bdac"), ("need", "dbac") })
        {
            await ChooseAsync($"Sort: {sort}");
            await Expect(cards).ToHaveTextAsync([.. order.Select(each => new Regex($"^order-{each}"))]);
        }
        await ChooseAsync("Sort: cost");
        await ChooseAsync("By host");
        await Expect(Headings()).ToHaveTextAsync([new Regex($@"^{Regex.Escape(Environment.MachineName)}\s*4$", RegexOptions.IgnoreCase)]);
        await ChooseAsync("By project");
        await Expect(Headings()).ToHaveTextAsync([.. "abcd".Select(each => new Regex($@"^order-{each}\s*1$"))]);
        await page.ReloadAsync();
        await Expect(Headings()).ToHaveCountAsync(4);
        await ChooseAsync("No groups");
        await Expect(Headings()).ToHaveCountAsync(0);
        await Expect(cards).ToHaveTextAsync([.. "cbad".Select(each => new Regex($"^order-{each}"))]);
        waits.Result("One");

        ILocator Headings() => page.Locator("h3:not(article h3)");

        async Task ChooseAsync(string choice)
        {
            await Button(page, "Sort and group").ClickAsync();
            await Button(page, choice).ClickAsync();
        }
    }
}
