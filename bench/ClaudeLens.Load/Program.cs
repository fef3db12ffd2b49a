using ClaudeLens.Load;
using ClaudeLens.Load.Scenarios;
using ClaudeLens.Load.Servers;

if (args is ["serve", var contender, var sessions, var what])
    return await ServerProcess.ServeAsync(new Plan { Contender = contender, Sessions = int.Parse(sessions, null), State = what == "state" });

var scenarios = new Dictionary<string, Scenario>
{
    ["broadcast"] = new(Broadcast.Header, Broadcast.OneAsync, ["tcp", "tcp-batched", "claudelens-v1", "claudelens-plain", "signalr", "node-ws"], "messages at a steady rate to all viewers"),
    ["idle"] = new(Idle.Header, Idle.OneAsync, ["claudelens-v1", "claudelens-plain", "signalr"], "viewers to whom nothing is said"),
};
var options = new Dictionary<string, string>();
for (var i = 1; i < args.Length; i++)
    if (args[i].StartsWith("--", StringComparison.Ordinal))
        options[args[i][2..]] = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : "";
if (args.Length == 0 || !scenarios.TryGetValue(args[0], out var scenario))
{
    foreach (var (name, s) in scenarios) Console.WriteLine($"load {name,-10} {s.About} (--only {string.Join(',', s.Contenders)})");
    Console.WriteLine("Options: --viewers 1000 --rate 50 --seconds 10 --warm-up 3 --stalled 0 --sessions 1000 --state");
    return 2;
}
Console.WriteLine(scenario.Header);
foreach (var name in options.TryGetValue("only", out var only) ? only.Split(',') : scenario.Contenders)
    Console.WriteLine(await scenario.OneAsync(Plan.Parse(name, options)));
return 0;

internal sealed record Scenario(string Header, Func<Plan, Task<string>> OneAsync, string[] Contenders, string About);
