using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class StateLineTests
{
    private readonly Parsing _parsing = new();

    [Fact]
    public void Facts_are_told_when_they_change_and_wait_for_an_event_to_carry_them()
    {
        Assert.Empty(_parsing.Take(Lines.Prompt("x").Replace("\"type\":\"user\"", "\"isMeta\":true,\"type\":\"user\"", StringComparison.Ordinal)));
        Assert.Equal(("/home/dev/work/shop-api", "main"), _parsing.One(Lines.Prompt("a")).Facts is { } facts ? (facts.Cwd, facts.GitBranch) : default);
        Assert.Null(_parsing.One(Lines.Prompt("b")).Facts);
        var moved = _parsing.One(Lines.Prompt("c").Replace("\"main\"", "\"fix\"", StringComparison.Ordinal)).Facts!;
        Assert.Equal((null, "fix"), (moved.Cwd, moved.GitBranch));
    }

    [Fact]
    public void State_that_is_repeated_is_told_once()
    {
        var mode = """{"type":"permission-mode","permissionMode":"plan","sessionId":"s"}""";
        Assert.Equal("plan", _parsing.One(mode).Facts!.PermissionMode);
        Assert.Empty(_parsing.Take(mode));
        var title = """{"type":"custom-title","customTitle":"cart work","sessionId":"s"}""";
        Assert.Equal("cart work", _parsing.One(title).Facts!.CustomTitle);
        Assert.Empty(_parsing.Take(title));
        Assert.Equal("/w/feature-x", _parsing.One("""{"type":"worktree-state","worktreeSession":{"worktreePath":"/w/feature-x","worktreeBranch":"worktree-x"},"sessionId":"s"}""").Facts!.Cwd);
    }

    [Fact]
    public void A_line_without_a_time_takes_the_last_one_of_its_file()
    {
        _parsing.Take(Lines.Prompt("x", at: 5000));
        Assert.Equal(DateTimeOffset.Parse(Lines.Time(5000)), _parsing.One("""{"type":"permission-mode","permissionMode":"plan","sessionId":"s"}""").At);
    }

    [Fact]
    public void The_clients_own_total()
    {
        var total = _parsing.One("""{"type":"cost-state","sessionId":"s","totalCostUSD":0.0474729,"startTime":1795345524942,"modelUsage":{"claude-sonnet-5-5":{"inputTokens":52,"outputTokens":425,"cacheReadInputTokens":9,"cacheCreationInputTokens":13,"cacheCreationEphemeral1hInputTokens":3,"webSearchRequests":1,"costUSD":0.04}}}""").Total!;
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_795_345_524_942), total.Since);
        var model = Assert.Single(total.Models);
        Assert.Equal((0.0474729m, "claude-sonnet-5-5", 0.04m), (total.CostUsd, model.Model, model.CostUsd));
        Assert.Equal((52, 425, 9, 10, 3, 1), (model.Usage.Input, model.Usage.Output, model.Usage.CacheRead, model.Usage.CacheWrite5m, model.Usage.CacheWrite1h, model.Usage.WebSearches));
    }

    /// <summary>Lines may stand behind younger ones, and a fork opens with copies of old ones.</summary>
    [Fact]
    public void What_has_no_time_is_as_old_as_the_newest_line_before_it()
    {
        var total = _parsing.One(
            """{"type":"user","uuid":"p","timestamp":"2026-11-22T10:59:19.000Z","sessionId":"s","message":{"content":"next"}}""",
            """{"type":"assistant","uuid":"u","timestamp":"2026-11-22T10:59:15.000Z","sessionId":"s","message":{"id":"m","content":[{"type":"text","text":"x"}]}}""",
            """{"type":"cost-state","sessionId":"s","totalCostUSD":1}""");
        Assert.Equal(new(2026, 11, 22, 10, 59, 19, TimeSpan.Zero), total.At);
    }

    /// <summary>A line without a uuid is never copied: what is older than the one that opens a file was.</summary>
    [Fact]
    public void What_is_older_than_the_line_that_opens_its_file_is_a_copy()
    {
        _parsing.Take($$"""{"type":"queue-operation","operation":"enqueue","timestamp":"{{Lines.Time(5000)}}","sessionId":"s"}""");
        Assert.True(_parsing.One(Lines.Prompt("copied", at: 1000)).Copied);
        Assert.False(_parsing.One(Lines.Prompt("own", at: 5001)).Copied);
        Assert.False(new Parsing().One(Lines.Prompt("first", at: 1000)).Copied);
    }

    [Fact]
    public void Retries_compaction_requests_and_the_end_of_a_turn()
    {
        var retry = _parsing.One("""{"type":"system","subtype":"api_error","error":{"message":"529 {}","status":529,"formatted":"529 Overloaded"},"retryInMs":583.5,"retryAttempt":1,"maxRetries":10,"sessionId":"s"}""");
        Assert.Equal((529, 1, 10, 583L, false), (retry.Failure!.Status, retry.Failure.Attempt, retry.Failure.MaxAttempts, retry.Failure.RetryInMs, retry.Failure.Final));
        Assert.Equal("529 Overloaded (retry 1 of 10)", retry.Summary);
        var compaction = _parsing.One("""{"type":"system","subtype":"compact_boundary","content":"Conversation compacted","compactMetadata":{"trigger":"auto","preTokens":116923,"postTokens":2962},"sessionId":"s"}""").Compaction!;
        Assert.Equal(("auto", 116923L, 2962L), (compaction.Trigger, compaction.TokensBefore, compaction.TokensAfter));
        Assert.Equal("r1", _parsing.One("""{"type":"api-request","sessionId":"s","id":"r1","timestamp":"2026-11-22T11:05:29.132Z","querySource":"sdk"}""").RequestId);
        Assert.Equal(EventKind.TurnEnded, _parsing.One("""{"type":"system","subtype":"turn_duration","durationMs":1730,"sessionId":"s"}""").Kind);
    }

    [Theory]
    [InlineData("""{"type":"api-request-shape","sessionId":"s","shape":{}}""")]
    [InlineData("""{"type":"something-new","sessionId":"s"}""")]
    [InlineData("""{"no":"type"}""")]
    [InlineData("""{"type":42,"message":[],"sessionId":{"a":[1,{"b":2}]}}""")]
    [InlineData("""{"type":"user","message":"not an object","sessionId":7}""")]
    [InlineData("""{"type":"system","subtype":["x"],"error":"word"}""")]
    public void What_is_of_no_interest_or_of_another_shape_is_nothing(string line) => Assert.Empty(_parsing.Take(line));

    [Fact]
    public void Old_clients_write_a_title_into_another_sessions_file()
    {
        var parser = new LineParser();
        var there = new Parsing("other.jsonl", parser);
        Assert.Empty(there.Take($$"""{"type":"summary","summary":"{\"title\": \"Fix cart rounding\"}","leafUuid":"{{Lines.Uuid(3)}}"}"""));
        var title = new Parsing(parser: parser).Take(Lines.Prompt("x", at: 3))[^1];
        Assert.Equal((EventKind.Title, Lines.Session, "Fix cart rounding"), (title.Kind, title.SessionId, title.Facts!.Title));

        Assert.Equal((Lines.Session, "Again"), there.One($$"""{"type":"summary","summary":"Again","leafUuid":"{{Lines.Uuid(3)}}"}""") is var again ? (again.SessionId, again.Summary) : default);
    }

    [Fact]
    public void Agents_of_a_workflow_are_told_of_by_its_journal()
    {
        var parsing = new Parsing("session-1/subagents/workflows/wf_2f/journal.jsonl");
        Assert.Empty(parsing.Take("""{"type":"launched"}"""));
        var started = parsing.One("""{"type":"started","key":"k","agentId":"a5","label":"scan","phase":"Scan"}""");
        Assert.Equal(("session-1", "a5", "scan", "wf_2f", false), (started.SessionId, started.Subagent!.AgentId, started.Subagent.Description, started.Subagent.Workflow, started.Subagent.Finished));
        Assert.True(parsing.One("""{"type":"result","key":"k","agentId":"a5","result":"done","sessionId":"x"}""").Subagent!.Finished);
        Assert.Empty(_parsing.Take("""{"type":"result","subtype":"success","agentId":"a5","sessionId":"s"}"""));
    }
}
