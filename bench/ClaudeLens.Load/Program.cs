using ClaudeLens.Load;
using ClaudeLens.Load.Servers;

if (args is ["serve", var contender, var sessions, var what])
    return await ServerProcess.ServeAsync(new Plan { Contender = contender, Sessions = int.Parse(sessions, null), State = what == "state" });

string[] all = ["tcp", "tcp-batched", "claudelens-v1", "claudelens-plain", "signalr", "node-ws"];
var options = new Dictionary<string, string>();
for (var i = 0; i < args.Length; i++)
    if (args[i].StartsWith("--", StringComparison.Ordinal))
        options[args[i][2..]] = i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : "";
if (args.Length == 0 || options.ContainsKey("help"))
{
    Console.WriteLine($"load --only a,b ({string.Join(", ", all)}) --viewers 1000 --rate 50 --seconds 10 --warm-up 3 --stalled 0 --sessions 1000 [--state]");
    return 2;
}
Console.WriteLine(Run.Header);
foreach (var name in options.TryGetValue("only", out var only) ? only.Split(',') : all)
    Console.WriteLine(await Run.OneAsync(Plan.Parse(name, options)));
return 0;
