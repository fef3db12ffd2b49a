using ClaudeLens.Events;
using ClaudeLens.Tests.Sources.Transcripts;

namespace ClaudeLens.Tests.Live;

/// <summary>Turns that do not go straight, as clients write them: lines, parser and fold.</summary>
public sealed class OddTurnsTests
{
    private readonly Story _story = new();
    private readonly Parsing _parsing = new();
    private int _at;

    private string Status => Story.Describe(_story[Lines.Session]);

    [Fact]
    public void Blocks_of_one_message_stand_before_and_after_the_results_of_their_calls()
    {
        Take(Prompt("go"), Block("m1", Call("a", "Read"), 7), Block("m1", Call("b", "Bash"), 7), Result("a"));
        Assert.Equal("active: Runs Bash npm test (transcript)", Status);
        Take(Block("m1", Call("c", "Grep"), 90));
        Assert.Equal("active: Runs Bash npm test and 1 more (transcript)", Status);
        Take(Result("c"), Result("b"));
        Assert.Equal("thinking: Thinking (transcript)", Status);
        Take(Block("m2", Text, 5, "end_turn"));
        Assert.Equal("idle input: Your turn (transcript)", Status);
        Assert.Equal((3, 95L), (_story[Lines.Session].MessageCount, _story[Lines.Session].Tokens.Output));
    }

    [Fact]
    public void A_prompt_queued_while_calls_run_waits_its_turn()
    {
        Take(Prompt("go"), Block("m1", Call("a", "Read"), 7), Block("m1", Call("b", "Bash"), 7), Queue("enqueue"), Result("a"));
        Assert.Equal("active: Runs Bash npm test (transcript)", Status);
        Take(Result("b"), Queue("dequeue"), Queued("and this"));
        Assert.Equal("thinking: Thinking (transcript)", Status);
        Take(Block("m2", Text, 5, "end_turn"));
        Assert.Equal(("idle input: Your turn (transcript)", 4), (Status, _story[Lines.Session].MessageCount));
    }

    [Fact]
    public void One_queued_behind_the_end_of_the_turn_begins_the_next()
    {
        Take(Prompt("go"), Queue("enqueue"), Block("m1", Text, 5, "end_turn"), System("turn_duration"), Queue("dequeue"), Prompt("next"));
        Assert.Equal("thinking: Thinking (transcript)", Status);
    }

    [Fact]
    public void Retries_are_over_with_the_answer()
    {
        Take(Prompt("go"), Retry(1), Retry(2));
        Assert.Equal("thinking: Retries after 529 Overloaded, attempt 2 of 10 (transcript)", Status);
        Take(Block("m1", Text, 5));
        Assert.Equal("thinking: Thinking (transcript)", Status);
        Take(Block("m1", Call("a", "Bash"), 9));
        Assert.Equal(("active: Runs Bash npm test (transcript)", 2), (Status, _story[Lines.Session].Errors));
    }

    [Theory]
    [InlineData("manual", "idle input: Your turn (transcript)"), InlineData("auto", "thinking: Thinking (transcript)")]
    public void A_compaction_that_was_retried_is_over_when_it_is_written(string trigger, string then)
    {
        Take(Prompt("go"), Block("m1", Text, 5, trigger == "manual" ? "end_turn" : "tool_use"), Retry(1));
        Assert.Equal("thinking: Retries after 529 Overloaded, attempt 1 of 10 (transcript)", Status);
        Take(Compaction(trigger));
        Assert.Equal((then, 1, 900L), (Status, _story[Lines.Session].Compactions, _story[Lines.Session].Context.Tokens));
        Take(Compacted, Prompt("go on"), Block("m2", Text, 5, "end_turn"));
        Assert.Equal(("idle input: Your turn (transcript)", 3L), (Status, _story[Lines.Session].Context.Tokens));
        // The summary is nobody's prompt.
        Assert.Equal(4, _story[Lines.Session].MessageCount);
    }

    [Fact]
    public void A_prompt_after_Esc_begins_anew()
    {
        Take(Prompt("go"), Block("m1", Call("a", "Read"), 7), Block("m1", Call("b", "Bash"), 7), Result("a"), Prompt("[Request interrupted by user for tool use]"));
        Assert.Equal("idle input: Interrupted by you (transcript)", Status);
        // A call that was cut off may say so late.
        Take(Result("b"));
        Assert.Equal("idle input: Interrupted by you (transcript)", Status);
        Take(Prompt("rather this"));
        Assert.Equal("thinking: Thinking (transcript)", Status);
        Take(Block("m2", Text, 5, "end_turn"));
        Assert.Equal(("idle input: Your turn (transcript)", 4), (Status, _story[Lines.Session].MessageCount));
    }

    [Fact]
    public void A_worktree_is_a_project_and_a_branch_of_its_own_wherever_its_session_goes()
    {
        const string Worktree = "/home/dev/work/shop-api/.claude/worktrees/feature-x";
        Take(
            $$"""{"type":"worktree-state","worktreeSession":{"originalCwd":"/home/dev/work/shop-api","worktreePath":"{{Worktree}}","worktreeName":"feature-x","worktreeBranch":"worktree-feature-x"},"sessionId":"{{Lines.Session}}"}""",
            Prompt("go", Worktree), Prompt("on", "/home/dev/work"));
        Assert.Equal(("feature-x", Worktree), (_story[Lines.Session].Project, _story[Lines.Session].Path));
    }

    private void Take(params string[] lines)
    {
        foreach (var line in lines)
            _story.Has(_parsing.Take(line).ToList().Select(e => e with { SeenAt = e.At }));
    }

    private const string Text = """{"type":"text","text":"Well."}""";

    private string Head(string type) =>
        $$"""{"type":"{{type}}","uuid":"{{Lines.Uuid(++_at)}}","parentUuid":"{{Lines.Uuid(_at - 1)}}","timestamp":"{{Lines.Time(_at * 100)}}","sessionId":"{{Lines.Session}}","version":"2.1.330",""";

    private string Prompt(string text, string cwd = "/home/dev/work/shop-api") => Head("user") + $$$"""
        "cwd":"{{{cwd}}}","message":{"role":"user","content":"{{{text}}}"}}
        """.Trim();

    private string Queued(string text) => Head("attachment") + $$$"""
        "attachment":{"type":"queued_command","prompt":"{{{text}}}","commandMode":"prompt"}}
        """.Trim();

    private string Block(string id, string block, int output, string stop = "tool_use") => Head("assistant") + $$$$"""
        "message":{"id":"{{{{id}}}}","role":"assistant","model":"claude-sonnet-5-5","content":[{{{{block}}}}],"stop_reason":"{{{{stop}}}}","usage":{"input_tokens":3,"output_tokens":{{{{output}}}}}}}
        """.Trim();

    private static string Call(string id, string tool) => $$$"""{"type":"tool_use","id":"{{{id}}}","name":"{{{tool}}}","input":{"command":"npm test"}}""";

    private string Result(string id) => Head("user") + $$$"""
        "message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"{{{id}}}","content":"ok"}]}}
        """.Trim();

    private string Queue(string operation) => $$"""{"type":"queue-operation","operation":"{{operation}}","timestamp":"{{Lines.Time(_at * 100 + 1)}}","sessionId":"{{Lines.Session}}","content":"and this"}""";

    private string System(string subtype) => Head("system") + $$"""
        "subtype":"{{subtype}}"}
        """.Trim();

    private string Retry(int attempt) => Head("system") + $$$"""
        "subtype":"api_error","error":{"status":529,"formatted":"529 Overloaded"},"retryInMs":500,"retryAttempt":{{{attempt}}},"maxRetries":10}
        """.Trim();

    private string Compaction(string trigger) => Head("system") + $$$"""
        "subtype":"compact_boundary","content":"Conversation compacted","compactMetadata":{"trigger":"{{{trigger}}}","preTokens":50000,"postTokens":900}}
        """.Trim();

    private string Compacted => Head("user") + """
        "isCompactSummary":true,"message":{"role":"user","content":"This session goes on from an earlier one."}}
        """.Trim();
}
