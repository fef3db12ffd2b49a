using ClaudeLens.Events;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class AssistantLineTests
{
    private readonly Parsing _parsing = new();

    [Theory]
    [InlineData("""{"command":"npm test","description":"Run tests"}""", "Bash", "npm test")]
    [InlineData("""{"file_path":"/home/dev/work/shop-api/src/cart.js","old_string":"a"}""", "Edit", "src/cart.js")]
    [InlineData("""{"file_path":"/etc/hosts"}""", "Read", "/etc/hosts")]
    [InlineData("""{"pattern":"Math\\.","path":"/home/dev/work/shop-api"}""", "Grep", @"Math\.")]
    [InlineData("""{"url":"https://example.org/","prompt":"what is it"}""", "WebFetch", "https://example.org/")]
    [InlineData("""{"query":"half up"}""", "WebSearch", "half up")]
    [InlineData("""{"description":"Find code","prompt":"Investigate","subagent_type":"Explore"}""", "Agent", "Find code")]
    [InlineData("""{"skill":"release-notes","args":"1.4.0"}""", "Skill", "release-notes 1.4.0")]
    [InlineData("""{"questions":[{"question":"Which rounding?","header":"R"},{"question":"Other?"}]}""", "AskUserQuestion", "Which rounding?")]
    [InlineData("""{"plan":"# Plan\n1. Round"}""", "ExitPlanMode", "# Plan 1. Round")]
    [InlineData("""{"todos":[{"content":"a","status":"completed","activeForm":"A"},{"content":"b","status":"in_progress","activeForm":"Doing b"}]}""", "TodoWrite", "Doing b")]
    [InlineData("""{"subject":"Fix rounding","activeForm":"Fixing"}""", "TaskCreate", "Fix rounding")]
    [InlineData("""{"id":"SHOP-42"}""", "mcp__tickets__lookup_ticket", "SHOP-42")]
    [InlineData("""{"a":1}""", "NoSuchTool", null)]
    public void A_tool_call_says_what_it_works_on(string input, string name, string? target)
    {
        var call = _parsing.One(ToolUse(name, input));
        Assert.Equal((name, target), (call.Tool!.Name, call.Tool.Target));
        Assert.Equal(target is null ? name : $"{name} {target}", call.Summary);
    }

    [Fact]
    public void Usage_splits_what_was_written_to_the_cache_and_what_is_not_split_was_for_five_minutes()
    {
        var split = _parsing.One(WithUsage("""{"input_tokens":3,"cache_creation_input_tokens":100,"cache_read_input_tokens":50,"cache_creation":{"ephemeral_5m_input_tokens":40,"ephemeral_1h_input_tokens":60},"output_tokens":7,"server_tool_use":{"web_search_requests":2},"service_tier":"standard","speed":"fast"}""")).Message!.Usage!;
        Assert.Equal((3, 7, 50, 40, 60, 2), (split.Input, split.Output, split.CacheRead, split.CacheWrite5m, split.CacheWrite1h, split.WebSearches));
        Assert.Equal(("fast", "standard"), (split.Speed, split.ServiceTier));

        var old = _parsing.One(WithUsage("""{"input_tokens":3,"cache_creation_input_tokens":100,"output_tokens":7}""")).Message!.Usage!;
        Assert.Equal((100, 0), (old.CacheWrite5m, old.CacheWrite1h));
    }

    [Fact]
    public void An_error_the_client_gives_up_on_is_no_message()
    {
        var error = _parsing.One("""{"type":"assistant","message":{"id":"x","model":"<synthetic>","content":[{"type":"text","text":"API Error: 400 bad input"}]},"isApiErrorMessage":true,"apiErrorStatus":400,"sessionId":"s"}""");
        Assert.Equal((EventKind.ApiError, 400, true), (error.Kind, error.Failure!.Status, error.Failure.Final));

        var old = _parsing.One("""{"type":"assistant","message":{"id":"x","model":"<synthetic>","content":[{"type":"text","text":"API Error: 529 Overloaded"}]},"isApiErrorMessage":true,"sessionId":"s"}""");
        Assert.Equal(529, old.Failure!.Status);
    }

    [Fact]
    public void What_the_client_wrote_itself_and_what_was_cut_off_is_marked()
    {
        Assert.True(_parsing.One("""{"type":"assistant","message":{"id":"x","model":"<synthetic>","content":[{"type":"text","text":"No response requested."}],"usage":{"input_tokens":0}},"isApiErrorMessage":false,"sessionId":"s"}""").Message!.Synthetic);
        Assert.True(_parsing.One(Lines.Answer("half").Replace("\"type\":\"assistant\"", "\"isAbortedMidStream\":true,\"type\":\"assistant\"", StringComparison.Ordinal)).Message!.Aborted);
    }

    [Fact]
    public void A_copied_line_names_the_session_that_paid()
    {
        var copy = _parsing.One(Lines.Answer("x").Replace("\"type\":\"assistant\"", "\"requestSessionId\":\"other\",\"requestRef\":\"r\",\"requestedModel\":\"claude-sonnet-5-5[1m]\",\"type\":\"assistant\"", StringComparison.Ordinal)).Message!;
        Assert.Equal(("other", "r", "claude-sonnet-5-5[1m]", "end_turn"), (copy.PaidBySession, copy.RequestRef, copy.RequestedModel, copy.StopReason));
    }

    [Fact]
    public void A_message_without_blocks_still_has_its_usage() =>
        Assert.Equal(9, _parsing.One("""{"type":"assistant","message":{"id":"m","content":[],"usage":{"output_tokens":9}},"sessionId":"s"}""").Message!.Usage!.Output);

    private static string ToolUse(string name, string input) =>
        $$$"""{"message":{"id":"m","role":"assistant","model":"x","content":[{"type":"tool_use","id":"t1","name":"{{{name}}}","input":{{{input}}}}]},"type":"assistant","uuid":"u","timestamp":"{{{Lines.Time(1)}}}","cwd":"/home/dev/work/shop-api","sessionId":"s"}""";

    private static string WithUsage(string usage) =>
        $$$"""{"message":{"id":"m","role":"assistant","model":"x","content":[{"type":"text","text":"x"}],"usage":{{{usage}}}},"type":"assistant","sessionId":"s"}""";
}
