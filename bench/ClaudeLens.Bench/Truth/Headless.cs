using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ClaudeLens.Bench.Truth;

/// <summary>Sessions that run by themselves (<c>-p</c>): each scenario of the stub, a kill, a resume, a fork.</summary>
internal static class Headless
{
    private const int AtOnce = 3;

    /// <param name="Says">What the stream must say at some time.</param>
    /// <param name="Since">The first version that leaves anything of it.</param>
    /// <param name="Agents">Subagents in the tree at the end, and how many of them work for another one.</param>
    private sealed record Scenario(string Name, string? Says = null, string Since = "1.0", bool Killed = false, (int All, int Nested)? Agents = null);

    private static readonly Scenario[] All =
    [
        new("tools", "active: Runs Bash"),
        new("parallel", "active: Runs Bash"),
        new("subagent", "active: Runs (Agent|Task)|subagents? work", Agents: (2, 0)),
        new("nested", "active: Runs (Agent|Task)|subagents? work", "2.1.80", Agents: (2, 1)),
        new("workflow", "subagents? work|works:", "2.1.330", Agents: (2, 0)),
        new("bgagent", "works|subagents work", "2.1.80", Agents: (1, 0)),
        new("bgbash"),
        new("overload", "thinking: Retries after 529", "2.1.330"),
        new("failbash", "active: Runs Bash"),
        new("long", "thinking"),
        new("apierror", "Stopped: API Error: 400"),
        new("maxtok", "token"),
        new("refusal", "refus|unable to respond to this request"),
        new("live", "active: Runs Bash", Killed: true),
    ];

    public static async Task RunAsync(Client client, Report report, string[] only, CancellationToken stop)
    {
        using var room = new SemaphoreSlim(AtOnce);
        var wanted = All.Where(s => (only is [] || only.Contains(s.Name)) && Version.Parse(s.Since) <= Version.Parse(client.Version));
        await Task.WhenAll(wanted.Select(async scenario =>
        {
            await room.WaitAsync(stop);
            try
            {
                await OneAsync(client, scenario, client.Place.Project(), [], report, stop);
            }
            finally
            {
                room.Release();
            }
        }));
        if (only is [] || only.Contains("two")) await TwoAsync(client, report, stop);
        if (only is not [] && !only.Contains("fork")) return;
        var project = client.Place.Project();
        if (await OneAsync(client, new("plain"), project, [], report, stop) is not { } session) return;
        await OneAsync(client, new("resume", "active: Runs Bash"), project, ["--resume", session], report, stop, session);
        await OneAsync(client, new("fork", "active: Runs Bash"), project, ["--resume", session, "--fork-session"], report, stop);
    }

    /// <returns>The session.</returns>
    private static async Task<string?> OneAsync(Client client, Scenario scenario, string project, string[] more, Report report, CancellationToken stop, string? session = null)
    {
        var label = $"{client.Version} {scenario.Name}{(scenario.Killed ? " kill -9" : "")}";
        var known = report.Stream.Said.Where(s => s.Path == project).Select(s => s.Session).ToHashSet();
        var began = report.Stream.Clock.Now;
        using var process = Start(client, scenario.Name is "resume" or "fork" ? "tools" : scenario.Name, project, more);
        if (scenario.Killed)
        {
            session = await FindAsync(report.Stream, project, known, stop, seconds: 30);
            if (session is not null) await report.Stream.WaitAsync(session, began, said => Regex.IsMatch(said.ToString(), scenario.Says!), 20, stop);
            process.Kill();
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(90));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
        }
        var exit = report.Stream.Clock.Now;
        session ??= await FindAsync(report.Stream, project, known, stop);
        if (session is null)
        {
            report.Fails(label, "never appeared");
            return null;
        }
        await report.Stream.WaitAsync(session, exit, said => said.Ended, 6, stop);
        report.Ended(label, session, exit);
        if (scenario.Agents is { } agents) await report.HasAgentsAsync(label, session, agents.All, agents.Nested, stop);
        if (scenario.Says is { } says) report.WasSaid(label, session, began, exit + 1, says);
        return session;
    }

    /// <summary>Two in one folder, of which one is killed: the other one goes on.</summary>
    private static async Task TwoAsync(Client client, Report report, CancellationToken stop)
    {
        var project = client.Place.Project();
        using var first = Start(client, "live", project, []);
        var killed = await FindAsync(report.Stream, project, [], stop, seconds: 20);
        using var second = Start(client, "live", project, []);
        var other = await FindAsync(report.Stream, project, killed is null ? [] : [killed], stop, seconds: 20);
        if (killed is null || other is null)
        {
            report.Fails($"{client.Version} two in one folder", "never appeared");
            return;
        }
        await Contender.Wait(2_500, stop);
        first.Kill();
        var exit = report.Stream.Clock.Now;
        await report.Stream.WaitAsync(killed, exit, said => said.Ended, 6, stop);
        report.Ended($"{client.Version} two in one folder, one kill -9", killed, exit);
        await second.WaitForExitAsync(stop);
        var over = report.Stream.Clock.Now;
        report.NeverSaid($"{client.Version} two in one folder, the other one", other, exit, over - 0.5, said => said.Ended);
        await report.Stream.WaitAsync(other, over, said => said.Ended, 6, stop);
        report.Ended($"{client.Version} two in one folder, the other one", other, over);
    }

    private static async Task<string?> FindAsync(Stream stream, string project, HashSet<string> known, CancellationToken stop, int seconds = 2)
    {
        for (var i = 0; i < seconds * 50; i++)
        {
            if (stream.Said.FirstOrDefault(s => s.Path == project && !known.Contains(s.Session)) is { } said) return said.Session;
            await Contender.Wait(20, stop);
        }
        return null;
    }

    private static Process Start(Client client, string scenario, string project, string[] more)
    {
        var info = new ProcessStartInfo("env", ["-i", .. client.Environment(scenario).Select(v => $"{v.Key}={v.Value}"),
            .. client.Command, "-p", "Fix the rounding in the cart and document it.", "--output-format", "stream-json", "--verbose", "--dangerously-skip-permissions",
            .. client.HookSettings is { } settings ? (string[])["--settings", settings] : [], .. more])
        {
            WorkingDirectory = project,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        return process;
    }
}
