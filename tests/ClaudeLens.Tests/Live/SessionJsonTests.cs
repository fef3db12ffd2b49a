using System.Text;
using System.Text.Json;
using ClaudeLens.Live;
using ClaudeLens.Tests.Streams;

namespace ClaudeLens.Tests.Live;

/// <summary>Streams and REST write the same session by different means: it must be the same to the letter.</summary>
public class SessionJsonTests
{
    private static readonly SessionView Bare = Samples.Session("s", "p");
    private static readonly ToolView Tool = new("toolu_1", "Bash", "npm \"test\" <é>", Samples.Start.AddMilliseconds(7));
    private static readonly TokenTotals Tokens = new(1, 2_000_000_000_000, 3, 4);

    private static readonly SessionView Full = Bare with
    {
        Path = "/home/dev/work/shop-api",
        Title = "Fix the \u2028 cart\n",
        EndedAt = Samples.Start.AddTicks(19_999),
        NeedsYou = true,
        CostPerHour = 0.10m,
        UnattributedCost = 0.000001m,
        Model = "claude-sonnet-5-5",
        GitBranch = "main",
        ClientVersion = "2.1.330",
        PermissionMode = "plan",
        Entrypoint = "cli",
        Pid = 4711,
        CurrentTool = Tool,
        Tokens = Tokens,
        Context = new ContextView(1, null),
        Errors = 2,
        Compactions = 1,
        LastError = "529",
        LastMessage = "Done.",
        Subagents =
        [
            new() { AgentId = "a1", Status = SessionStatus.Active, StartedAt = Samples.Start, CurrentTool = Tool, Cost = 1.25m, MessageCount = 3, AgentType = "Explore", Description = "looks", ParentAgentId = "a0" },
            new() { AgentId = "a2", Status = SessionStatus.Idle, StartedAt = Samples.Start, EndedAt = Samples.Start.AddDays(1) },
        ],
        CostUnknownModels = ["mystery-1"],
        CostByModel = [new("claude-sonnet-5-5", 1.5m, Tokens), new("mystery-1", null, TokenTotals.Zero)],
        Recent = [0, 1, 2],
    };

    [Fact]
    public void A_session_with_nothing_and_one_with_everything() => Assert.All([Bare, Full], Same);

    [Fact]
    public void Every_status_wait_and_evidence()
    {
        foreach (var status in Enum.GetValues<SessionStatus>()) Same(Bare with { Status = status });
        foreach (var waiting in Enum.GetValues<WaitingFor>()) Same(Bare with { WaitingFor = waiting });
        foreach (var evidence in Enum.GetValues<Evidence>()) Same(Bare with { Evidence = evidence });
    }

    private static void Same(SessionView view)
    {
        using var bytes = new MemoryStream();
        using (var w = new Utf8JsonWriter(bytes)) SessionJson.Write(w, view);
        Assert.Equal(JsonSerializer.Serialize(view, LiveJson.Default.SessionView), Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
