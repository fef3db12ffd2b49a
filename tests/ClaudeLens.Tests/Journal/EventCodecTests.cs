using ClaudeLens.Events;
using ClaudeLens.Journal;

namespace ClaudeLens.Tests.Journal;

public class EventCodecTests
{
    [Fact]
    public void Every_field_survives_the_journal()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1795344508157);
        var usage = new TokenUsage { Input = 1, Output = 2, CacheRead = 3, CacheWrite5m = 4, CacheWrite1h = 5, WebSearches = 6, Speed = "fast", ServiceTier = "batch", InferenceGeo = "us" };
        var e = new SessionEvent
        {
            Seq = 7,
            Id = new EventId(1, 2, 3),
            Kind = EventKind.Message,
            SessionId = "s",
            AgentId = "a",
            At = at,
            SeenAt = at.AddMilliseconds(5),
            Source = EventSource.Hook,
            Backfill = true,
            Born = at.AddDays(-1),
            Copied = true,
            Uuid = "u",
            Summary = "Größe \"x\"",
            RequestId = "r",
            Facts = new() { Cwd = "/w", GitBranch = "b", ClientVersion = "v", Entrypoint = "cli", PermissionMode = "plan", Host = "h", CustomTitle = "c", Title = "t" },
            Message = new() { Id = "m", Block = BlockKind.ToolUse, Model = "x", RequestedModel = "y", Usage = usage, StopReason = "end_turn", RequestRef = "q", PaidBySession = "p", Synthetic = true, Aborted = true },
            Tool = new() { Id = "i", Name = "Bash", Target = "ls", Background = true },
            Outcome = new() { ToolUseId = "i", IsError = true, Denial = "user-rejected", AgentId = "g", Background = true },
            Failure = new() { Status = 529, Message = "Overloaded", Attempt = 1, MaxAttempts = 10, RetryInMs = 500, Final = true },
            Compaction = new() { Trigger = "auto", TokensBefore = 9, TokensAfter = 1 },
            Process = new() { Pid = 1, Alive = true, Status = "waiting", WaitingFor = "permission prompt", StartedAt = at, StatusSince = at, RunsSince = at, CleanExit = true },
            Subagent = new() { AgentId = "g", AgentType = "Explore", Description = "d", ToolUseId = "i", ParentAgentId = "p", Background = true, Finished = true, Workflow = "w" },
            Alert = new() { AlertId = "l", Rule = "r", Phase = AlertPhase.Resolved, Severity = "critical", Project = "p", Title = "t", Message = "m" },
        };
        var writer = new EventWriter();

        var back = EventReader.Read(e.Seq, e.Id, writer.Write(e));

        Assert.Equal(e, back);
    }

    [Fact]
    public void The_clients_own_total_survives_the_journal()
    {
        var e = Sample.Event(1) with
        {
            Kind = EventKind.ClientTotal,
            Total = new() { CostUsd = 0.09597380000000001m, Since = DateTimeOffset.FromUnixTimeMilliseconds(1_795_345_524_942), Models = [new() { Model = "claude-opus-5-5", CostUsd = 0.1m, Usage = new() { Input = 42 } }] },
        };
        var writer = new EventWriter();

        var back = EventReader.Read(e.Seq, e.Id, writer.Write(e));

        Assert.Equal((e.Total.CostUsd, e.Total.Since), (back.Total!.CostUsd, back.Total.Since));
        Assert.Equal(e.Total.Models, back.Total.Models);
    }

    [Fact]
    public void What_a_later_version_adds_is_skipped()
    {
        var body = """{"k":1,"new":{"deep":[1,{"a":2}]},"s":"session","t":5,"o":6,"f":1,"msg":{"id":"m","block":1,"more":[[]]},"x":"text"}"""u8;

        var e = EventReader.Read(1, default, body);

        Assert.Equal("session", e.SessionId);
        Assert.Equal("m", e.Message!.Id);
        Assert.Equal("text", e.Summary);
    }
}
