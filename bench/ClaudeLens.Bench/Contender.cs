
namespace ClaudeLens.Bench;

/// <summary>One program under measurement: how it is started and where its stream of updates is.</summary>
internal sealed record Contender(string Name, string Stream, string Path, int Port, Func<Contender, Layout, Tools, Child> Launch)
{
    /// <summary>Milliseconds between two appends, as a rule.</summary>
    public const int Gap = 15;

    /// <summary>Milliseconds between two appends to this one: more for what cannot follow otherwise.</summary>
    public int Pace { get; init; } = Gap;

    /// <summary>What its client has to say before anything is sent to it.</summary>
    public string? Greeting { get; init; }

    public static readonly Contender Floor = new("floor", "raw", "-", 5801,
        (me, layout, tools) => Child.Start(tools.Native, ["floor", layout.Project, $"{me.Port}"]));

    public static readonly Contender ClaudeLens = new("claudelens", "ws-v1", "/ws/activity-stream", 5802,
        (me, layout, tools) => Child.Start(tools.Server,
            ["--urls", $"http://127.0.0.1:{me.Port}", "--claude-dir", layout.Claude, "--data-dir", layout.Data], layout.Work, Environment(layout)));

    private static readonly Contender[] Peers =
    [
        new("agent-flow", "sse", "/events", 5803, (me, layout, tools) => Node(layout, tools, "agent-flow-app", "dist/app.js",
            "--port", $"{me.Port}", "--no-open")),
        new("ctrl-daemon", "ws", "/ws", 5804, (me, layout, tools) => Child.Start(
            System.IO.Path.Combine(tools.Peers, "ctrl-daemon", "node_modules", "@bulletproof-sh", "ctrl-daemon-linux-x64", "bin", "ctrl-daemon"),
            ["--port", $"{me.Port}", "--host", "127.0.0.1", "--no-tui", "--no-open"], layout.Work, Environment(layout))),
        new("claude-code-templates", "ws", "/ws", 3333, (me, layout, tools) => Node(layout, tools, "claude-code-templates",
            "cli-tool/bin/create-claude-config.js", "--analytics"))
        {
            Pace = 600,
            Greeting = """{"type":"subscribe","channel":"conversation_updates"}""",
        },
    ];

    public static IEnumerable<Contender> All(Options options) =>
        ((Contender[])[Floor, ClaudeLens, .. Peers]).Where(c => options.Only is [] || options.Only.Contains(c.Name));

    /// <summary>Starts it and waits until it listens and has come to rest: everything that was there is read.</summary>
    public async Task<Child> StartAsync(Layout layout, Tools tools, CancellationToken stop)
    {
        var child = Launch(this, layout, tools);
        try
        {
            var deadline = TimeProvider.System.GetTimestamp() + 60 * TimeProvider.System.TimestampFrequency;
            while (!Listens())
            {
                if (child.Ended || TimeProvider.System.GetTimestamp() > deadline)
                    throw new InvalidOperationException($"{Name} does not listen on {Port}:\n{child.Said}");
                await Wait(50, stop);
            }
            // The floor takes one client: its listener must not be probed, and it has nothing to come to rest from.
            for (var quiet = 0; this != Floor && quiet < 2 && TimeProvider.System.GetTimestamp() < deadline;)
            {
                var before = Processes.CpuOf(child.Id);
                await Wait(400, stop);
                quiet = Processes.CpuOf(child.Id) - before < TimeSpan.FromMilliseconds(40) ? quiet + 1 : 0;
            }
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    // Listening is read from the kernel's table, so that nobody's first connection is used up.
    private bool Listens() => File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6"))
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Any(column => column.Length > 3 && column[3] == "0A" && column[1].EndsWith($":{Port:X4}", StringComparison.Ordinal));

    public static Task Wait(int milliseconds, CancellationToken stop) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, stop);

    private static Child Node(Layout layout, Tools tools, string package, string script, params string[] arguments) => Child.Start("node",
        [System.IO.Path.Combine(tools.Peers, package, "node_modules", package, script), .. arguments], layout.Work, Environment(layout));

    /// <summary>A home of its own, and every opt-out of reporting the peers know.</summary>
    private static Dictionary<string, string> Environment(Layout layout) => new()
    {
        ["HOME"] = layout.Home,
        ["CLAUDE_CONFIG_DIR"] = layout.Claude,
        ["CLAUDE_HOME"] = layout.Claude,
        ["CLAUDELENS_DATA_DIR"] = layout.Data,
        ["DO_NOT_TRACK"] = "1",
        ["AGENT_FLOW_TELEMETRY"] = "0",
        ["AGENT_FLOW_RUNTIME"] = "claude",
        ["CTRL_NO_OPEN"] = "1",
        ["CCT_NO_TRACKING"] = "true",
        ["CCT_NO_ANALYTICS"] = "true",
        ["BROWSER"] = "true",
        ["NO_UPDATE_NOTIFIER"] = "1",
    };
}
