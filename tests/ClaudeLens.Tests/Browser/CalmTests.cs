using System.Text.RegularExpressions;
using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;
using static ClaudeLens.Tests.Browser.LiveFixture;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>Nothing leaves its place because something happened, and a held page is one moment.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CalmTests(BrowserFixture browser, LiveFixture live) : IClassFixture<LiveFixture>
{
    /// <summary>The browser's own account of what moved without anybody touching the page.</summary>
    private const string Shifts = """
        window.shifts = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            for (const { node, previousRect: from, currentRect: to } of entry.sources)
              shifts.push(`${node?.nodeName} ${node?.textContent.slice(0, 60)}: ${from.x} ${from.y} ${from.width} ${from.height} to ${to.x} ${to.y} ${to.width} ${to.height}`);
          }
        }).observe({ type: 'layout-shift' });
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Nothing_moves_when_a_session_starts_to_wait_and_when_it_does_no_more(int width)
    {
        var (asks, other) = (live.Writer($"asks-{width}"), live.Writer($"other-{width}"));
        foreach (var each in new[] { asks, other }) each.Prompt("Begin");
        var page = await browser.OpenAsync(live.At($"?q={width}"), width, moving: true);
        await Expect(page.GetByText("Nobody needs you")).ToBeVisibleAsync();
        var card = page.Locator($"[data-session='{other.SessionId}']");
        await card.HoverAsync();
        var before = await card.BoundingBoxAsync();
        await page.EvaluateAsync(Shifts);

        asks.Call("AskUserQuestion", RoomTests.Question);
        await Expect(page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Needs you") })).ToContainTextAsync("Which database?");
        // What a card says has changed too by now.
        await Expect(page.Locator($"[data-session='{asks.SessionId}']").Locator("xpath=ancestor::*[contains(., 'Asks')][1]")).ToBeVisibleAsync();
        await StillAsync();
        asks.Result("One");
        await Expect(page.GetByText("Nobody needs you")).ToBeVisibleAsync();
        await StillAsync();

        async Task StillAsync()
        {
            var now = await card.BoundingBoxAsync();
            Assert.Equal((before!.X, before.Y), (now!.X, now.Y));
            Assert.Empty(await page.EvaluateAsync<string[]>("() => shifts"));
        }
    }

    [Fact]
    public async Task A_held_page_is_one_moment_clocks_and_all_and_says_how_old_it_is()
    {
        var (works, asks) = (live.Writer("held"), live.Writer("held"));
        works.Prompt("Begin");
        works.Call("Bash", """{"command":"npm test"}""");
        asks.Prompt("Begin");
        asks.Call("AskUserQuestion", RoomTests.Question);
        var page = await browser.OpenAsync(live.At("?project=held"), moving: true);
        // Everything that has a clock is there, and they all run.
        await Expect(Row(page, "Begin")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(2);
        await Expect(page.GetByRole(AriaRole.Region, new() { NameRegex = new Regex("^Needs you") })).ToContainTextAsync(new Regex(@"\d:\d\d"));
        var began = await ClocksAsync();
        await Wait.ForAsync("the clocks run", ClocksAsync, now => now.Length > 4 && !now.SequenceEqual(began));
        await page.Keyboard.PressAsync(" ");
        var corner = page.GetByTitle("Connection and delay");
        await Expect(corner).ToContainTextAsync("paused");
        var held = await ClocksAsync();
        Assert.True(held.Length > 4, string.Join(", ", held));

        await Expect(corner).ToContainTextAsync(new Regex(@"paused· 0:(0[3-9]|[1-5]\d)"));
        Assert.Equal(held, await ClocksAsync());
        Assert.DoesNotContain("running", await page.EvaluateAsync<string[]>("() => document.getAnimations().filter(({ animationName }) => animationName === 'turn').map(({ playState }) => playState)"));
        await page.Keyboard.PressAsync(" ");
        await Wait.ForAsync("the clocks run again", ClocksAsync, now => !now.SequenceEqual(held));
        works.Result();
        asks.Result("One");

        Task<string[]> ClocksAsync() => page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('time')].map((each) => each.textContent)");
    }
}
