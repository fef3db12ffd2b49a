// Each benchmark prints our figure beside a floor or a peer measured in the same run. See ../README.md.
using ClaudeLens.Bench;
using ClaudeLens.Bench.Truth;

var options = Options.Parse(args);
if (options is null)
    return 2;
if (options is { Benchmark: "generate", Into: { } into })
{
    new Layout(into).WithBytes(options.Megabytes * 1024L * 1024);
    return 0;
}
if (options.Benchmark == "fold")
    return FoldSpeed.Run();
using var stop = new CancellationTokenSource(options.Limit);
Console.CancelKeyPress += (_, e) => { e.Cancel = true; stop.Cancel(); };
try
{
    var tools = await Tools.PrepareAsync(options, stop.Token);
    if (options.Benchmark == "truth")
        return await TruthRun.RunAsync(options, tools, stop.Token);
    if (await Isolation.RunIsolatedAsync(args, tools, stop.Token) is { } exit)
        return exit;
    return options.Benchmark switch
    {
        "append-to-frame" => await AppendToFrame.RunAsync(options, tools, stop.Token),
        "burst" => await Burst.RunAsync(options, tools, stop.Token),
        "order" => await LineOrder.RunAsync(options, tools, stop.Token),
        _ => await Start.RunAsync(options, tools, stop.Token),
    };
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine($"Stopped: not done within {options.Limit.TotalMinutes:0} minutes, or interrupted.");
    return 1;
}
