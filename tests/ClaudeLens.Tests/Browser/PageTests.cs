using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>The real page of the real program in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class PageTests(BrowserFixture browser)
{
    private const string Session = "0f0f0f0f-0000-4000-8000-000000000031";

    [Fact]
    public async Task A_line_appended_to_a_transcript_is_seen_on_the_page()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        var page = await browser.OpenAsync(program.Address);
        var complaints = Complaints(page);
        var transcript = new TranscriptWriter(scratch, Session);
        await Expect(page.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        transcript.Prompt("Find the lost cent");
        await Expect(Feed(page).GetByTitle("Find the lost cent", new() { Exact = true })).ToBeVisibleAsync();
        transcript.Answer("It hides in the rounding");
        await Expect(Feed(page).GetByTitle("It hides in the rounding", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("shop-api").First).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Killed_and_restarted_under_the_open_page_it_reconnects_and_shows_nothing_twice()
    {
        using var scratch = new Scratch();
        await using var first = await RunningProgram.StartAsync(scratch);
        var page = await browser.OpenAsync(first.Address);
        var transcript = new TranscriptWriter(scratch, Session);
        await Expect(page.GetByRole(AriaRole.Log)).ToBeVisibleAsync();
        transcript.Prompt("Said before the kill");
        await Expect(Feed(page).GetByTitle("Said before the kill", new() { Exact = true })).ToBeVisibleAsync();

        await first.KillAsync();
        transcript.Answer("Said while it was gone");
        await using var second = await RunningProgram.StartAsync(scratch, "--urls", first.Address.ToString().TrimEnd('/'));
        await second.WatchingAsync();
        transcript.Prompt("Said after the restart");
        await Expect(Feed(page).GetByTitle("Said after the restart", new() { Exact = true })).ToBeVisibleAsync();
        foreach (var text in new[] { "Said before the kill", "Said while it was gone", "Said after the restart" })
            await Expect(Feed(page).GetByTitle(text, new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Article)).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_demo_fills_the_page()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch, "--demo");
        var page = await browser.OpenAsync(program.Address);
        var complaints = Complaints(page);
        foreach (var project in new[] { "infra", "web-dashboard", "search-index", "payments" })
            await Expect(page.GetByText(project, new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("terraform apply staging.plan").First).ToBeVisibleAsync();
        Assert.Empty(complaints);
    }

    private static ILocator Feed(IPage page) => page.GetByRole(AriaRole.Log);

    /// <summary>What the browser's console complains about: errors, and what the content security policy refused.</summary>
    private static List<string> Complaints(IPage page)
    {
        var said = new List<string>();
        page.PageError += (_, error) => said.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") said.Add(message.Text);
        };
        return said;
    }
}
