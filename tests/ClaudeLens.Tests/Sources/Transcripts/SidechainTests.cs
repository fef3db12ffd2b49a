using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class SidechainTests
{
    [Fact]
    public void Lines_of_old_subagents_inside_a_session_belong_to_the_agent_of_their_root()
    {
        var parsing = new Parsing();
        parsing.Take(Call("t1", "Find it", "Investigate rounding"), Call("t2", "Review", "Review tests"));
        parsing.Take(Side("r1", null, "Review tests"));
        parsing.Take(Side("r2", null, "Investigate rounding"), Side("x1", "r1", "more"), Side("x2", "r2", "more"), Side("y1", "x1", "more"));

        Assert.Equal([null, null, "r1", "r1", "r2", "r2", "r1", "r2", "r1"], parsing.Events.Select(e => e.AgentId));
        var links = parsing.Events.Where(e => e.Kind == EventKind.Subagent).Select(e => e.Subagent!);
        Assert.Equal([("r1", "t2", "Review"), ("r2", "t1", "Find it")], links.Select(l => (l.AgentId, l.ToolUseId!, l.Description!)));
    }

    [Fact]
    public void A_call_read_after_its_agent_is_linked_too()
    {
        var parser = new LineParser();
        new Parsing("agent-ab12.jsonl", parser).Take(Side("r1", null, "Investigate rounding"));
        var link = new Parsing(parser: parser).Take(Call("t1", "Find it", "Investigate rounding"))[^1].Subagent!;
        Assert.Equal(("ab12", "t1", "general-purpose"), (link.AgentId, link.ToolUseId, link.AgentType));
    }

    /// <summary>Its parent's line was skipped, or is older than what is kept over a restart.</summary>
    [Fact]
    public void A_line_whose_parent_is_lost_belongs_to_the_agent_that_spoke_last()
    {
        var parsing = new Parsing();
        parsing.Take(Side("r1", null, "Review tests"), Side("r2", null, "Investigate rounding"), Side("x1", "r1", "more"), Side("y1", "lost", "more"));
        Assert.Equal(["r1", "r2", "r1", "r1"], parsing.Events.Select(e => e.AgentId));
    }

    [Fact]
    public void Known_chains_survive_a_restart()
    {
        var chains = new Sidechains();
        chains.AgentOf("a"u8, default, out var isRoot);
        Assert.True(isRoot);
        chains.AgentOf("b"u8, default, out _);
        var again = Sidechains.Load(chains.Save())!;
        Assert.Equal("a", again.AgentOf("c"u8, "a"u8, out isRoot));
        Assert.False(isRoot);
    }

    private static string Call(string id, string description, string prompt) =>
        $$$"""{"isSidechain":false,"sessionId":"s","type":"assistant","message":{"id":"m","content":[{"type":"tool_use","id":"{{{id}}}","name":"Task","input":{"description":"{{{description}}}","prompt":"{{{prompt}}}","subagent_type":"general-purpose"}}]},"uuid":"main"}""";

    private static string Side(string uuid, string? parent, string text) =>
        $$$"""{"parentUuid":{{{(parent is null ? "null" : $"\"{parent}\"")}}},"isSidechain":true,"sessionId":"s","type":"user","message":{"role":"user","content":"{{{text}}}"},"uuid":"{{{uuid}}}"}""";
}
