using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>The numbers and their last hour.</summary>
[Collection(BrowserCollection.Name)]
public sealed class NumberTests(BrowserFixture browser, ProgramFixture fixture) : IClassFixture<ProgramFixture>
{
    [Fact]
    public async Task Pointing_at_a_minute_tells_its_value_in_every_sparkline()
    {
        var replay = await Replay.OpenAsync(fixture.Program, browser.StillAsync(1440, 900), change: body =>
        {
            var minute = body["history"]!.AsArray().Single(point => (string)point!["minute"]! == "2026-11-25T02:43:00.000Z")!;
            minute["messages"] = 77;
            minute["tokens"] = 41_000;
            body["sessions_known_since"] = "2026-11-25T03:00:00.000Z";
        });
        var page = replay.Page;
        await PointAsync(Curve("messages a min"), 30.0 / 59);
        await Expect(Curve("messages a min")).ToContainTextAsync("02:43 · 77");
        await Expect(Curve("tokens a min")).ToContainTextAsync("02:43 · 41K");
        await Expect(Curve("active")).ToContainTextAsync("02:43 · not known");
        await PointAsync(Curve("active"), 1);
        await Expect(Curve("active")).ToContainTextAsync("03:12 · 9");
        await page.Mouse.MoveAsync(5, 5);
        await Expect(Curve("messages a min")).ToHaveTextAsync("");

        ILocator Curve(string name) => page.GetByRole(AriaRole.Img, new() { NameRegex = new Regex($"^{name}, last hour") });

        static async Task PointAsync(ILocator curve, double share)
        {
            var box = (await curve.BoundingBoxAsync())!;
            await curve.HoverAsync(new() { Position = new() { X = (float)(share * (box.Width - 1)), Y = box.Height / 2 } });
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_number_that_changes_rolls_but_for_who_asked_for_stillness(bool still)
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        var page = still ? await browser.StillAsync(1440, 900) : await browser.OpenAsync(program.Address, moving: true);
        await page.GotoAsync(program.Address.ToString());
        var number = page.GetByRole(AriaRole.Region, new() { Name = "Live metrics" }).Locator(".tabular").First;
        await Expect(number).ToContainTextAsync("0");
        await page.EvaluateAsync("() => { window.moved = []; addEventListener('animationstart', (event) => moved.push(event.animationName)); }");
        new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000061").Prompt("Begin");
        await Expect(number).ToContainTextAsync("1");
        var moved = await page.EvaluateAsync<string[]>("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(moved))))");
        if (still) Assert.Empty(moved);
        else Assert.Contains("roll", moved);
    }
}
