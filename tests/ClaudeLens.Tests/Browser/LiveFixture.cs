using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;

namespace ClaudeLens.Tests.Browser;

/// <summary>One program for all tests of a class that write sessions of their own, each in projects of its own.</summary>
public sealed class LiveFixture : IAsyncLifetime
{
    private readonly Scratch _scratch = new();
    private int _sessions;

    internal RunningProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _scratch.Variables["ClaudeLens__Alerts__WaitingSeconds"] = "1";
        Program = await RunningProgram.StartAsync(_scratch);
        await Program.WatchingAsync(); // What is written before is what was there before: it counts, and is no news.
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _scratch.Dispose();
    }

    /// <summary>The transcript of a session that is not there yet.</summary>
    internal TranscriptWriter Writer(string project) => new(_scratch, $"0f0f0f0f-0000-4000-8000-{100 + ++_sessions:d12}", project);

    /// <summary>The page's address with a query.</summary>
    internal Uri At(string query) => new(Program.Address, query);

    internal static ILocator Feed(IPage page) => page.GetByRole(AriaRole.Log, new() { Name = "Events" });

    internal static ILocator Row(IPage page, string said) => Feed(page).GetByTitle(said, new() { Exact = true });

    internal static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
