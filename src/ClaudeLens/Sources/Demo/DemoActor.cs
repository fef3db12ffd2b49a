using ClaudeLens.Ingest;

namespace ClaudeLens.Sources.Demo;

/// <summary>
/// Plays the sessions of one project, one after the other, without end: a history, an opening scene that differs from
/// project to project, and then whatever the dice say.
/// </summary>
internal sealed class DemoActor(DemoProject project, DemoScene opening, int number, string projects, IIngest ingest, TimeProvider time)
{
    private const int Seed = 20_26;
    private readonly Random _random = new(Seed + number);
    private readonly string _folder = Path.Combine(projects, project.Slug);
    private int _task;

    /// <summary>Writes what happened before the curtain rises: some tasks over the last hour, at once.</summary>
    public async Task<DemoSession> PrepareAsync(CancellationToken cancel)
    {
        var session = Begin(time.GetUtcNow() - TimeSpan.FromMinutes(_random.Next(25, 70)));
        for (var left = _random.Next(2, 5); left > 0 && session.Clock.Now < time.GetUtcNow() - TimeSpan.FromMinutes(8); left--)
        {
            await session.WorkAsync(NextTask(), cancel);
            await session.Clock.PassAsync(session.Seconds(100), cancel);
        }
        return session;
    }

    public async Task PlayAsync(DemoSession session, CancellationToken cancel)
    {
        Enter(session);
        await SceneAsync(session, opening, cancel);
        while (true)
        {
            for (var left = opening == DemoScene.Farewell ? 0 : _random.Next(3, 7); left > 0; left--)
            {
                await session.Clock.PassAsync(session.Seconds(9), cancel);
                await SceneAsync(session, Dice(), cancel);
            }
            await session.Clock.PassAsync(session.Seconds(3), cancel);
            await session.Process!.GoneAsync();
            await session.Clock.PassAsync(session.Seconds(18), cancel);
            session = Begin(time.GetUtcNow());
            Enter(session);
            await SceneAsync(session, DemoScene.Work, cancel);
        }
    }

    private async Task SceneAsync(DemoSession session, DemoScene scene, CancellationToken cancel)
    {
        var task = NextTask();
        if (scene == DemoScene.Work)
        {
            await session.WorkAsync(task, cancel);
            return;
        }
        await session.AskAsync(task.Prompt);
        await session.ThinkAsync(session.Seconds(scene == DemoScene.Thinking ? 9 : 0.8), cancel);
        switch (scene)
        {
            case DemoScene.Permission: await session.PermissionAsync(project.Risky, session.Seconds(24), cancel); break;
            case DemoScene.Question: await session.ConsultAsync(project.Question, cancel); break;
            case DemoScene.Plan: await session.ConsultAsync(DemoStep.Plan($"1. {task.Prompt} 2. Test. 3. Document."), cancel); break;
            case DemoScene.Subagents: await session.DelegateAsync(cancel); break;
            case DemoScene.Overload: await session.OverloadAsync(_random.Next(5, 8), cancel); break;
            case DemoScene.LongTool: await session.StepAsync(task.Steps[^1] with { Seconds = 22 }, task.Thought, cancel); break;
        }
        if (scene != DemoScene.Farewell) foreach (var step in task.Steps) await session.StepAsync(step, null, cancel);
        await session.AnswerAsync(task.Answer, cancel);
    }

    private DemoScene Dice() => _random.Next(100) switch
    {
        < 55 => DemoScene.Work,
        < 67 => DemoScene.Permission,
        < 75 => DemoScene.Question,
        < 80 => DemoScene.Plan,
        < 88 => DemoScene.LongTool,
        < 95 when project.Errands.Length > 0 => DemoScene.Subagents,
        < 95 => DemoScene.Thinking,
        _ => DemoScene.Overload,
    };

    private DemoSession Begin(DateTimeOffset at)
    {
        Directory.CreateDirectory(_folder);
        var id = Guid.CreateVersion7(at).ToString();
        var clock = new DemoClock(time, at);
        var lines = new DemoLines(Path.Combine(_folder, id + ".jsonl"), project, id, null, clock, _random);
        var transcript = new DemoTranscript(lines, project.Model, _random);
        transcript.PermissionMode("default");
        transcript.Title(project.Title);
        return new DemoSession(project, transcript, clock, _random, _folder);
    }

    private void Enter(DemoSession session)
    {
        session.Clock.SkipToPresent();
        session.Process = new DemoProcess(ingest, time, session.Id, 41_000 + number * 7);
    }

    private DemoTask NextTask() => project.Tasks[_task++ % project.Tasks.Length];
}

/// <summary>What a session shows.</summary>
internal enum DemoScene { Work, Thinking, LongTool, Permission, Question, Plan, Subagents, Overload, Farewell }
