using ClaudeLens.Load;
using ClaudeLens.Load.Scenarios;
using ClaudeLens.Load.Servers;

if (args is ["serve", var contender, var sessions, var what])
    return await ServerProcess.ServeAsync(new Plan { Contender = contender, Sessions = int.Parse(sessions, null), State = what == "state" });

string[] everyone = ["tcp", "tcp-batched", "claudelens-v1", "claudelens-plain", "signalr", "node-ws"];
string[] ours = ["claudelens-v1", "claudelens-plain"];
var some = new Plan();
Scenario[] scenarios =
[
    new("broadcast", "messages at a steady rate to all viewers", Broadcast.Header, Broadcast.OneAsync, some, everyone),
    new("steps", "the most deliveries a second with a p99 under 100 ms", Steps.Header, Steps.OneAsync, some with { Rate = 200, Seconds = 4, WarmUp = 2 }, ["claudelens-v1", "claudelens-plain", "signalr"]),
    new("stalled", "one viewer in ten reads nothing", Stalled.Header, Stalled.OneAsync, some with { Rate = 200 }, ["claudelens-v1", "signalr"]),
    new("idle", "viewers to whom nothing is said", Idle.Header, Idle.OneAsync, some with { Viewers = 5_000, Seconds = 60 }, [.. ours, "signalr"]),
    new("return", "half of the viewers cut off at once and back", Return.Header, Return.OneAsync, some with { Rate = 200 }, ours),
    new("tls", "the same over TLS and HTTP/2", Tls.Header, Tls.OneAsync, some with { Viewers = 200, Rate = 100 }, ["claudelens-v1", "claudelens-tls", "claudelens-tls-h2"]),
    new("faults", "beside those who break off, stall and send garbage", Hostile.Header, Hostile.FaultsAsync, some with { Viewers = 200, Rate = 200, Seconds = 20 }, ours),
    new("churn", "beside 100,000 who come and go", Hostile.Header, Hostile.ChurnAsync, some with { Viewers = 200, Rate = 50 }, ["claudelens-v1"]),
    new("forget", "the program's memory while 100,000 come and go", Forget.Header, Forget.OneAsync, some, ours),
    new("stop", "the program is stopped", Stop.Header, Stop.OneAsync, some with { Stalled = 100 }, ours),
    new("whole", "from transcripts to viewers, through the whole program", Whole.Header, Whole.OneAsync, some with { Viewers = 100, Sessions = 10_000, Rate = 1_000 }, ["claudelens"]),
];
var options = new Dictionary<string, string>();
for (var i = 1; i < args.Length; i++)
    if (args[i].StartsWith("--", StringComparison.Ordinal))
        options[args[i][2..]] = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : "";
if (args.Length == 0 || Array.Find(scenarios, s => s.Name == args[0]) is not { } scenario)
{
    foreach (var s in scenarios) Console.WriteLine($"load {s.Name,-10} {s.About} (--only {string.Join(',', s.Contenders)})");
    Console.WriteLine("Options: --viewers N --rate MESSAGES/S --seconds N --warm-up N --stalled N --sessions N --state --server PATH");
    return 2;
}
Console.WriteLine(scenario.Header);
foreach (var name in options.TryGetValue("only", out var only) ? only.Split(',') : scenario.Contenders)
    Console.WriteLine(await scenario.OneAsync(Plan.Parse(scenario.Plan with { Contender = name }, options)));
return 0;

internal sealed record Scenario(string Name, string About, string Header, Func<Plan, Task<string>> OneAsync, Plan Plan, string[] Contenders);
