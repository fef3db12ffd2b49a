namespace ClaudeLens.Sources.Demo;

/// <summary>One session on the stage: the things that a human, a model and its tools do, each as it looks in a transcript.</summary>
internal sealed class DemoSession(DemoProject project, DemoTranscript transcript, DemoClock clock, Random random, string folder)
{
    /// <summary>From the present on; the past has no process any more to tell of it.</summary>
    public DemoProcess? Process { get; set; }

    public string Id => transcript.SessionId;

    public DemoClock Clock => clock;

    public async Task AskAsync(string prompt)
    {
        transcript.Prompt(prompt);
        if (Process is not null) await Process.BusyAsync();
    }

    /// <summary>A whole task: the question, the steps, the answer.</summary>
    public async Task WorkAsync(DemoTask task, CancellationToken cancel)
    {
        await AskAsync(task.Prompt);
        await ThinkAsync(Seconds(4), cancel);
        for (var i = 0; i < task.Steps.Length; i++) await StepAsync(task.Steps[i], i == 0 ? task.Thought : null, cancel);
        await AnswerAsync(task.Answer, cancel);
    }

    /// <summary>The request is out and nothing is written, as long as it takes.</summary>
    public Task ThinkAsync(TimeSpan time, CancellationToken cancel)
    {
        transcript.Request();
        return clock.PassAsync(time, cancel);
    }

    public async Task StepAsync(DemoStep step, string? thought, CancellationToken cancel)
    {
        var id = CallTool(step, thought);
        await clock.PassAsync(Seconds(step.Seconds), cancel);
        await FinishToolAsync(id, step, cancel);
    }

    /// <summary>The tool call is there and the client asks whether it may run.</summary>
    public async Task PermissionAsync(DemoStep step, TimeSpan patience, CancellationToken cancel)
    {
        var id = CallTool(step, null);
        if (Process is not null) await Process.WaitingAsync("permission prompt");
        await clock.PassAsync(patience, cancel);
        if (Process is not null) await Process.BusyAsync();
        await clock.PassAsync(Seconds(step.Seconds), cancel);
        await FinishToolAsync(id, step, cancel);
    }

    /// <summary>A question or a plan: the tool itself is what the human answers.</summary>
    public async Task ConsultAsync(DemoStep step, CancellationToken cancel)
    {
        var id = CallTool(step, null);
        if (Process is not null) await Process.WaitingAsync("input needed");
        await clock.PassAsync(Seconds(step.Seconds), cancel);
        if (Process is not null) await Process.BusyAsync();
        await FinishToolAsync(id, step, cancel);
    }

    /// <summary>The API is overloaded for a while; each refusal is a line.</summary>
    public async Task OverloadAsync(int times, CancellationToken cancel)
    {
        transcript.Request();
        for (var attempt = 1; attempt <= times; attempt++)
        {
            var wait = TimeSpan.FromMilliseconds(400 * Math.Pow(1.5, attempt));
            transcript.ApiError(529, "Overloaded", attempt, (int)wait.TotalMilliseconds);
            await clock.PassAsync(wait, cancel);
        }
    }

    public async Task DelegateAsync(CancellationToken cancel)
    {
        var agents = project.Errands.Select(errand => new DemoSubagent(project, errand, transcript.SessionId, folder, clock, random)).ToList();
        transcript.Answer("tool_use", [DemoBlock.Think("This falls into parts that do not need each other."), .. agents.Select(a => a.Call)]);
        await Task.WhenAll(agents.Select(a => a.WorkAsync(cancel)));
        clock.SkipToPresent();
        foreach (var agent in agents) transcript.Result(agent.ToolUseId, "Report: see the places listed.", agentId: agent.AgentId);
        await ThinkAsync(Seconds(3), cancel);
    }

    public async Task AnswerAsync(string text, CancellationToken cancel)
    {
        transcript.Answer("end_turn", DemoBlock.Say(text));
        transcript.TurnEnded();
        if (transcript.IsFull) transcript.Compact();
        if (Process is not null) await Process.IdleAsync();
        await clock.PassAsync(TimeSpan.Zero, cancel);
    }

    public TimeSpan Seconds(double about) => TimeSpan.FromSeconds(about * (0.6 + random.NextDouble() * 0.9));

    private string CallTool(DemoStep step, string? thought)
    {
        var id = "toolu_01" + random.NextInt64().ToString("x16");
        var call = DemoBlock.Call(id, Absolute(step));
        if (thought is null) transcript.Answer("tool_use", call);
        else transcript.Answer("tool_use", DemoBlock.Think(thought), DemoBlock.Say(thought), call);
        return id;
    }

    private Task FinishToolAsync(string id, DemoStep step, CancellationToken cancel)
    {
        transcript.Result(id, step.Result, step.Fails);
        return ThinkAsync(Seconds(2.2), cancel);
    }

    private DemoStep Absolute(DemoStep step) =>
        step.Tool is "Read" or "Edit" or "Write" ? step with { Target = $"{project.Path}/{step.Target}" } : step;
}
