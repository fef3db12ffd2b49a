using System.Text;
using ClaudeLens.Events;
using ClaudeLens.Sources.Hooks;

namespace ClaudeLens.Tests.Sources.Hooks;

public sealed class HookPayloadTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static SessionEvent? Event(string more)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"session_id":"5e55-10","cwd":"/home/dev/shop",{{more}}}""");
        var payload = HookPayload.Parse(body, out var wrong);
        Assert.Null(wrong);
        return HookEvents.Of(payload!, body, Now);
    }

    /// <summary>As 2.1.330 sends it.</summary>
    [Fact]
    public void A_request_names_the_call_in_the_words_of_the_transcript()
    {
        var e = Event("""
            "prompt_id":"6f","permission_mode":"default","effort":{"level":"medium"},"hook_event_name":"PermissionRequest","tool_name":"Bash",
            "tool_input":{"command":"touch a \u0026\u0026 echo \"b\"","description":"Create it"},"permission_suggestions":[{"type":"setMode","mode":"acceptEdits"}]
            """)!;
        Assert.Equal((EventKind.PermissionAsked, EventSource.Hook, "5e55-10", "/home/dev/shop"), (e.Kind, e.Source, e.SessionId, e.Facts?.Cwd));
        Assert.Equal(new ToolCall { Id = "", Name = "Bash", Target = "touch a && echo \"b\"" }, e.Tool);
        Assert.Null(e.AgentId);
        Assert.Null(e.Facts?.PermissionMode);
    }

    [Theory]
    [InlineData("""{"file_path":"/home/dev/shop/src/cart.js","old_string":"a"}""", "src/cart.js")]
    [InlineData("""{"questions":[{"question":"Which?","options":[]}]}""", "Which?")]
    [InlineData("{}", null)]
    [InlineData("\"text\"", null)]
    public void What_it_works_on(string input, string? target) =>
        Assert.Equal(target, Event($$"""
            "tool_input":{{input}},"tool_name":"Edit","hook_event_name":"PermissionRequest","agent_id":"a1f"
            """) is { AgentId: "a1f", Tool: { Name: "Edit" } tool } ? tool.Target : "no call");

    [Fact]
    public void A_notification_of_a_permission_reminds() =>
        Assert.True(Event("""
            "hook_event_name":"Notification","message":"Claude needs your permission","notification_type":"permission_prompt"
            """) is { Kind: EventKind.PermissionAsked, Tool: null });

    [Theory]
    [InlineData("clear", "Ended by /clear")]
    [InlineData("logout", "Ended by /logout")]
    [InlineData("prompt_input_exit", "Ended")]
    [InlineData("other", "Ended")]
    public void An_end_says_why(string reason, string said) =>
        Assert.True(Event($$"""
            "hook_event_name":"SessionEnd","reason":"{{reason}}"
            """) is { Kind: EventKind.SessionEnded, Summary: var summary } && summary == said);

    [Theory]
    [InlineData("UserPromptSubmit")]
    [InlineData("PreToolUse")]
    [InlineData("PostToolUse")]
    [InlineData("Stop")]
    [InlineData("SessionStart")]
    [InlineData("SomethingNew")]
    public void What_the_transcript_tells_as_well_is_no_event(string name) =>
        Assert.Null(Event($$"""
            "hook_event_name":"{{name}}","tool_name":"Bash","prompt":"Hello","reason":"x"
            """));

    [Theory]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("{\"session_id\":\"a\",\"hook_event_name\":\"Stop\"")]
    [InlineData("{\"session_id\":\"a\",\"hook_event_name\":\"Stop\"} and more")]
    [InlineData("[1]")]
    [InlineData("{}")]
    [InlineData("{\"session_id\":\"a\"}")]
    [InlineData("{\"hook_event_name\":\"Stop\"}")]
    [InlineData("{\"session_id\":7,\"hook_event_name\":\"Stop\"}")]
    [InlineData("{\"session_id\":{\"hook_event_name\":\"Stop\"}}")]
    [InlineData("{\"session_id\":\"../a b\",\"hook_event_name\":\"Stop\"}")]
    public void Anything_else_is_refused_with_a_sentence(string body)
    {
        Assert.Null(HookPayload.Parse(Encoding.UTF8.GetBytes(body), out var wrong));
        Assert.EndsWith(".", wrong);
    }

    [Fact]
    public void Too_deep_is_not_JSON_and_broken_text_is_text()
    {
        Assert.Null(HookPayload.Parse(Encoding.UTF8.GetBytes($$"""{"session_id":"a","hook_event_name":"Stop","x":{{new string('[', 100_000)}}{{new string(']', 100_000)}}}"""), out var wrong));
        Assert.Equal("The body is not JSON.", wrong);
        byte[] broken = [.. """{"session_id":"a","hook_event_name":"PermissionRequest","tool_name":"B\ud800","tool_input":{"command":"\udc00x"""u8, 0xff, .. "\"}}"u8];
        if (HookPayload.Parse(broken, out _) is { } payload) Assert.NotNull(HookEvents.Of(payload, broken, Now));
    }
}
