using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class SidechainTests
{
    [Fact]
    public void An_answer_belongs_to_the_session_that_asked_for_it()
    {
        // 2.0 resumes: its warm-up agents are asked under a passing session id and answered under the resumed one.
        var agent = new Parsing("agent-a84b404.jsonl");
        static string Line(string type, string session, string rest) => $$$"""{"isSidechain":true,"agentId":"a84b404","sessionId":"{{{session}}}","type":"{{{type}}}","message":{{{rest}}},"uuid":"{{{type}}}{{{session}}}","timestamp":"{{{Lines.Time(1)}}}"}""";
        var asked = agent.One(Line("user", "passing", """{"role":"user","content":"Warmup"}"""));
        var answered = agent.One(Line("assistant", "resumed", """{"id":"m","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"x"}],"usage":{"output_tokens":9}}"""));
        Assert.Equal(("passing", "passing"), (asked.SessionId, answered.SessionId));
        // Taken up again by another session, it works for that one.
        agent.One(Line("user", "resumed", """{"role":"user","content":"Go on"}"""));
        Assert.Equal("resumed", agent.One(Line("assistant", "resumed", """{"id":"m2","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"text","text":"x"}],"usage":{"output_tokens":9}}""")).SessionId);
    }

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
