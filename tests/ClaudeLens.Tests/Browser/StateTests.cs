using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static ClaudeLens.Tests.Browser.LiveFixture;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>States that a server is in for a moment only, and machines that this one is not: replayed to the real page.</summary>
[Collection(BrowserCollection.Name)]
public sealed class StateTests(BrowserFixture browser, ProgramFixture fixture) : IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Before_the_first_word_of_the_server_without_it_and_refused_it_says_what_is_and_what_to_do()
    {
        var page = await browser.StillAsync(1440, 900);
        IWebSocketRoute? open = null;
        await page.RouteWebSocketAsync("**/ws/activity-stream*", socket => open = socket);
        await page.GotoAsync(fixture.Program.Address.ToString());
        await Expect(page.GetByRole(AriaRole.Status, new() { Name = "Loading sessions" })).ToBeVisibleAsync();
        await open!.CloseAsync(new() { Code = 4001 });
        await Expect(page.GetByText("No connection to the server")).ToBeVisibleAsync();
        await Expect(page.GetByText("Is claudelens running?")).ToBeVisibleAsync();
        var first = open;
        await page.GetByRole(AriaRole.Button, new() { Name = "Try now" }).ClickAsync();
        await Wait.ForAsync("it tries again", () => open != first);
        await open.CloseAsync(new() { Code = 4503, Reason = "another version" });
        await Expect(page.GetByText("The server refused this page")).ToBeVisibleAsync();
        await Expect(page.GetByText("Reload it to get one that fits.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_there_before_is_read_in_sight_and_what_the_server_cannot_do_is_told()
    {
        var replay = await ChangedAsync(body =>
        {
            body["scan"] = new JsonObject { ["state"] = "scanning", ["files"] = 100, ["files_done"] = 40, ["bytes"] = 1_000_000, ["bytes_done"] = 400_000 };
            body["recent_activity"] = new JsonArray();
            body["problems"] = new JsonArray(new JsonObject { ["about"] = "journal", ["message"] = "The disk is full.", ["since"] = "2026-11-25T03:12:00.000Z" });
        });
        await Expect(replay.Page.GetByText("Reading earlier sessions: 40 of 100 files")).ToBeVisibleAsync();
        await Expect(replay.Page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "40");
        await Expect(replay.Page.GetByText("What these sessions did before is not told again here: open one to read it.")).ToBeVisibleAsync();
        await Expect(replay.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The disk is full." })).ToContainTextAsync("since 03:12:00");
        await Expect(replay.Page.Locator("[data-session]").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task Cut_off_everything_stays_where_it_was(int width)
    {
        var replay = await ChangedAsync(_ => { }, browser.StillAsync(width, 844));
        var page = replay.Page;
        await Expect(page.Locator("[data-session]").First).ToBeVisibleAsync();
        // The feed's code comes after the first picture.
        if (width == 1440) await Expect(Feed(page)).ToBeVisibleAsync();
        var before = await BoxesAsync();
        await replay.CutAsync();
        await Expect(page.GetByText("Not connected since")).ToBeVisibleAsync();
        Assert.Equal(before, await BoxesAsync());

        Task<string[]> BoxesAsync() => page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main section, main aside, main [data-session]')]
              .map((each) => [each.localName, ...Object.values(each.getBoundingClientRect().toJSON()).map(Math.round)].join(' '))
            """);
    }

    [Fact]
    public async Task Two_machines_are_told_apart_by_group_and_by_filter()
    {
        var replay = await ChangedAsync(body => body["active_sessions"]![0]!["host"] = "ci-7");
        var page = replay.Page;
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(8);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sort and group" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "By host" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex(@"^ci-7\s*1$") })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new Regex(@"\s7$") })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "host", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog, new() { Name = "Filter by host" }).GetByRole(AriaRole.Button, new() { Name = "ci-7" }).ClickAsync();
        await Expect(page.Locator("[data-session]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Subagents_have_lanes_and_one_lane_shows_its_steps_alone_in_the_reader_s_zone_and_format()
    {
        var replay = await ChangedAsync(_ => { }, browser.StillAsync(1440, 900, "de-DE", "Asia/Tokyo"));
        await replay.GoAsync($"?session={Replay.Session}");
        var page = replay.Page;
        var timeline = page.GetByRole(AriaRole.Log, new() { Name = "Timeline" });
        await Expect(timeline.Locator("time[datetime^='2026-11-25T03:12:41']").First).ToHaveTextAsync("12:12:41");
        var lanes = page.GetByRole(AriaRole.Region, new() { Name = "Subagents" });
        await Expect(lanes.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        var own = timeline.GetByText("general-purpose");
        await Expect(own.First).ToBeVisibleAsync();
        await lanes.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Explore") }).First.ClickAsync();
        await Expect(own).ToHaveCountAsync(0);
        await Expect(timeline.GetByText("Explore").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(360)]
    public async Task Fifteen_hundred_sessions_keep_within_a_phone_s_margins(int width)
    {
        var replay = await ChangedAsync(body =>
        {
            var sessions = body["active_sessions"]!.AsArray();
            var few = sessions.Count;
            for (var n = few; n < 1_500; n++)
            {
                var copy = sessions[n % few]!.DeepClone();
                copy["session_id"] = $"copy-{n}";
                sessions.Add(copy);
            }
        }, browser.StillAsync(width, 844));
        await Expect(replay.Page.GetByRole(AriaRole.Heading, new() { Name = "Sessions 1,500" })).ToBeVisibleAsync();
        var beyond = await replay.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('main :is(section, button, h2, li, p)')]
              .filter((each) => each.closest('aside') === null && each.getBoundingClientRect().right > innerWidth - 12 + 0.5)
              .map((each) => `${each.localName} ${each.textContent}`.slice(0, 60))
            """);
        Assert.Empty(beyond);
    }

    private Task<Replay> ChangedAsync(Action<JsonObject> change, Task<IPage>? page = null) =>
        Replay.OpenAsync(fixture.Program, page ?? browser.StillAsync(1440, 900), change: change);
}
