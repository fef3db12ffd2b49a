namespace ClaudeLens.Bench.Truth;

/// <summary>
/// Real clients, run in every scenario against a stub of the API, and what the stream said of each: beside what was on
/// disk, what the client told its hooks, what was typed, and when its process ended. No account, nothing of this user's.
/// </summary>
internal static class TruthRun
{
    private static readonly string[] Versions = ["2.1.330", "2.1.200", "2.1.80", "2.0.76", "1.0.128"];

    public static async Task<int> RunAsync(Options options, Tools tools, CancellationToken stop)
    {
        if (options.Driver is not { } driver)
        {
            Console.Error.WriteLine("truth needs --driver FOLDER: where stub-api.mjs is.");
            return 2;
        }
        using var place = new Place();
        await using var stub = await Stub.StartAsync(driver, place, stop);
        using var server = Child.Start(tools.Server, ["--urls", Place.Url, "--claude-dir", place.Claude, "--data-dir", place.Data], place.Root, place.Environment);
        await using var stream = await Stream.OpenAsync(Place.Url, stop);
        using var disk = new Disk(place.Claude, stream.Clock);
        using var hooks = new Hooks(stream.Clock);
        var report = new Report(stream, disk, hooks);
        foreach (var version in options.Versions is [] ? Versions : options.Versions)
        {
            var client = await Client.InstallAsync(version, options.Clients, place, stub, hooks, stop);
            if (options.WithHooks)
                Console.Error.WriteLine(await Child.RunAsync(tools.Server, ["hooks", .. client.PostsHooks ? (string[])["install", "--urls", Place.Url] : ["remove"]], stop, environment: place.Environment));
            report.HooksAreInstalled = options.WithHooks && client.PostsHooks;
            if (options.Only is [] || options.Only.Contains("headless"))
                await Headless.RunAsync(client, report, options.Scenarios, stop);
            if (options.Only is [] || options.Only.Contains("interactive"))
                await Interactive.RunAsync(client, report, stop);
        }
        await Contender.Wait(6_000, stop);
        report.Print();
        var wrong = await Totals.CompareAsync(place, stub, stop);
        return report.Failures + wrong == 0 ? 0 : 1;
    }
}
