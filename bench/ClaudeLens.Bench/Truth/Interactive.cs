using System.Diagnostics;

namespace ClaudeLens.Bench.Truth;

/// <summary>A human at a terminal: permissions pending, approved and denied, Esc, a question, a plan, /compact, /clear, /exit, and a kill.</summary>
internal sealed class Interactive(Client client, Report report, Terminal terminal, string project, CancellationToken stop)
{
    private string _session = "";
    private double Now => report.Stream.Clock.Now;

    public static async Task RunAsync(Client client, Report report, CancellationToken stop)
    {
        if (Version.Parse(client.Version) < new Version(2, 1)) return;
        var project = client.Place.Project();
        await using (var terminal = await Terminal.StartAsync(client, project, ["--permission-mode", "default"], stop))
            await new Interactive(client, report, terminal, project, stop).WorkAsync();
        project = client.Place.Project();
        await using (var terminal = await Terminal.StartAsync(client, project, ["--permission-mode", "plan"], stop))
            await new Interactive(client, report, terminal, project, stop).PlanAsync();
        project = client.Place.Project();
        await using (var terminal = await Terminal.StartAsync(client, project, ["--permission-mode", "default"], stop))
            await new Interactive(client, report, terminal, project, stop).KilledAsync();
    }

    private string Label(string what) => $"{client.Version} {what}";

    private async Task WorkAsync()
    {
        if (!await ReadyAsync()) return;
        await AsksAsync("permission pending", "Please do it. [[perm]]", "permission", "Do you want");
        await AnswersAsync("approved", "Enter", said => !said.NeedsYou, "Runs|Thinking|Works|Waits for the model|Your turn");
        await IdleAsync("turn over");
        await LongAsync();
        await AsksAsync("permission pending again", "Please do it once more. [[perm]]", "permission", "Do you want");
        await AnswersAsync("denied (Esc)", "Escape", said => said is { Status: "idle", NeedsYou: false }, "Your turn|Interrupted by you");
        await AsksAsync("question", "Which one? [[ask]]", "input", "Which rounding");
        await AnswersAsync("answered", "Enter", said => !said.NeedsYou, "Thinking|Works|Waits for the model|Your turn");
        await IdleAsync("turn over after the question");
        await terminal.TypeAsync("Write the notes. [[long]]", stop);
        await report.ExpectAsync(Label("answering"), _session, Now, said => said.Status == "thinking", 10, "Thinking|Works|Waits", stop);
        await Contender.Wait(3_000, stop);
        await AnswersAsync("Esc in an answer", "Escape", said => said is { Status: "idle", NeedsYou: false }, "Your turn|Interrupted by you");
        var compacts = Now;
        await terminal.TypeAsync("/compact", stop);
        await terminal.SeesAsync("ompacted", stop, 20);
        await report.ExpectAsync(Label("/compact over"), _session, Math.Max(compacts + 1, Now - 0.5), said => said is { Status: "idle", NeedsYou: false }, 10, "Your turn|Nothing asked", stop);
        var old = _session;
        var cleared = Now;
        await terminal.TypeAsync("/clear", stop);
        await Contender.Wait(1_000, stop);
        await terminal.TypeAsync("Hello again. [[plain]]", stop);
        await report.ExpectAsync(Label("/clear: the old session"), old, cleared, said => said.Ended, 15, "", stop);
        _session = await FindAsync(old) ?? "";
        await IdleAsync("/clear: the new session's turn is over");
        var pid = await terminal.PidAsync(stop);
        await terminal.TypeAsync("/exit", stop);
        await GoneAsync("/exit", pid);
    }

    /// <summary>Allowed, and then silent for longer than a guess takes: it runs, and asks nobody.</summary>
    private async Task LongAsync()
    {
        var slowly = Path.Combine(project, Place.Slowly);
        await File.WriteAllTextAsync(slowly, "", stop);
        await AsksAsync("permission pending for a long command", "Please do it slowly. [[perm]]", "permission", "Do you want");
        await AnswersAsync("a long command was approved", "Enter", said => !said.NeedsYou, "Runs Bash");
        var runs = Now;
        await Contender.Wait(13_000, stop);
        report.NeverSaid(Label("a long command runs"), _session, runs, Now, said => said.NeedsYou);
        File.Delete(slowly);
        await IdleAsync("turn over after the long command");
    }

    private async Task PlanAsync()
    {
        if (!await ReadyAsync()) return;
        var asked = Now;
        await AsksAsync("plan pending", "Plan it. [[plan]]", "plan", "lan");
        report.NeverSaid(Label("plan pending"), _session, asked, Now, said => said.WaitingFor == "permission");
        await AnswersAsync("plan rejected (Esc)", "Escape", said => said is { Status: "idle", NeedsYou: false }, "Your turn|Interrupted by you");
        var pid = await terminal.PidAsync(stop);
        await terminal.TypeAsync("/exit", stop);
        await GoneAsync("/exit in plan mode", pid);
    }

    private async Task KilledAsync()
    {
        if (!await ReadyAsync()) return;
        await AsksAsync("permission pending, to be killed", "Please do it. [[perm]]", "permission", "Do you want");
        var pid = await terminal.PidAsync(stop);
        using var process = Process.GetProcessById(pid);
        process.Kill();
        await GoneAsync("kill -9 at a permission", pid);
    }

    private async Task<bool> ReadyAsync()
    {
        await terminal.SeesAsync(Path.GetFileName(project), stop);
        await Contender.Wait(1_500, stop);
        var asked = Now;
        await terminal.TypeAsync("Hello. [[plain]]", stop);
        if (await FindAsync(null) is { } session)
        {
            _session = session;
            await report.ExpectAsync(Label("a prompt was sent"), session, asked, said => said.Status == "thinking", 10, "Thinking|Works|Waits", stop);
            await IdleAsync("first turn over");
            return true;
        }
        report.Fails(Label("interactive"), "never appeared; its screen:\n" + await terminal.ScreenAsync(stop));
        return false;
    }

    /// <summary>Somebody is asked: from the evidence on disk on, how long until the stream says so.</summary>
    private async Task AsksAsync(string what, string prompt, string waitingFor, string onScreen)
    {
        await Contender.Wait(800, stop);
        var typed = Now;
        await terminal.TypeAsync(prompt, stop);
        if (!await terminal.SeesAsync(onScreen, stop)) report.Fails(Label(what), "the client did not ask; its screen:\n" + await terminal.ScreenAsync(stop));
        var said = await report.Stream.WaitAsync(_session, typed, s => s.NeedsYou && s.WaitingFor == waitingFor, client.TellsStatus ? 5 : 16, stop);
        await Contender.Wait(600, stop);
        report.Asked(Label(what), _session, typed, waitingFor, said);
    }

    private async Task AnswersAsync(string what, string key, Func<Said, bool> fits, string reason)
    {
        var at = Now;
        await terminal.KeyAsync(key, stop);
        await report.ExpectAsync(Label(what), _session, at, fits, 10, reason, stop);
    }

    private Task IdleAsync(string what) => report.ExpectAsync(Label(what), _session, Now, said => said is { Status: "idle", NeedsYou: false, Ended: false }, 40, "Your turn", stop);

    private async Task GoneAsync(string what, int pid)
    {
        while (File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z", StringComparison.Ordinal)) await Contender.Wait(5, stop);
        var exit = Now;
        await report.Stream.WaitAsync(_session, exit, said => said.Ended, 6, stop);
        report.Ended(Label(what), _session, exit);
    }

    private async Task<string?> FindAsync(string? not)
    {
        for (var i = 0; i < 1_500; i++)
        {
            if (report.Stream.Said.FirstOrDefault(s => s.Path == project && s.Session != not) is { } said) return said.Session;
            await Contender.Wait(10, stop);
        }
        return null;
    }
}
