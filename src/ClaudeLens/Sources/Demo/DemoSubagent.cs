using System.Text.Json;

namespace ClaudeLens.Sources.Demo;

/// <summary>A subagent: a transcript of its own below its session, and a description beside it that says when it is done.</summary>
internal sealed class DemoSubagent
{
    private readonly DemoErrand _errand;
    private readonly DemoSession _session;
    private readonly string _description;

    public DemoSubagent(DemoProject project, DemoErrand errand, string sessionId, string folder, DemoClock clock, Random random)
    {
        _errand = errand;
        AgentId = "a" + random.NextInt64().ToString("x16");
        ToolUseId = "toolu_01" + random.NextInt64().ToString("x16");
        var agents = Path.Combine(folder, sessionId, "subagents");
        Directory.CreateDirectory(agents);
        _description = Path.Combine(agents, $"agent-{AgentId}.meta.json");
        // Subagents work side by side: each has a clock and dice of its own.
        var own = new DemoClock(clock.Time, clock.Now);
        var dice = new Random(random.Next());
        var lines = new DemoLines(Path.Combine(agents, $"agent-{AgentId}.jsonl"), project, sessionId, AgentId, own, dice);
        _session = new DemoSession(project, new DemoTranscript(lines, project.Model, dice), own, dice, folder);
        Call = DemoBlock.Call(ToolUseId, new DemoStep("Agent", errand.Description, 0, ""));
    }

    public string AgentId { get; }

    public string ToolUseId { get; }

    /// <summary>How the parent's transcript calls it.</summary>
    public DemoBlock Call { get; }

    public async Task WorkAsync(CancellationToken cancel)
    {
        Describe(finished: false);
        await _session.WorkAsync(new DemoTask(_errand.Description, "Look first, then report.", "The report is complete.", _errand.Steps), cancel);
        Describe(finished: true);
    }

    /// <summary>Replaced as a whole, as the client does it.</summary>
    private void Describe(bool finished)
    {
        var next = _description + ".tmp";
        using (var file = File.Create(next))
        using (var json = new Utf8JsonWriter(file))
        {
            json.WriteStartObject();
            json.WriteString("agentType", _errand.AgentType);
            json.WriteString("description", _errand.Description);
            json.WriteString("toolUseId", ToolUseId);
            json.WriteString("requestShape", "foreground");
            if (finished) json.WriteBoolean("finished", true);
            json.WriteEndObject();
        }
        File.Move(next, _description, overwrite: true);
    }
}
