using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ClaudeLens.Tests.Flow;

/// <summary>Claude Code's hooks, posted to the real program; and its own entries in the settings.</summary>
public sealed class HookTests
{
    private const string Session = "0f0f0f0f-0000-4000-8000-000000000021";

    [Fact]
    public async Task A_hook_tells_of_a_permission_at_once_and_its_result_ends_the_wait()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        var transcript = new TranscriptWriter(scratch, Session);
        transcript.Prompt("Run the tests");
        transcript.Call("Bash", "{\"command\":\"npm test\"}");
        await Wait.ForAsync("the call", State, state => state.StartsWith("active", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NoContent, (await Ask(program)).StatusCode);
        Assert.Equal("idle permission: Wants to run Bash npm test (hook)", await Wait.ForAsync("the wait", State, state => state.StartsWith("idle", StringComparison.Ordinal)));

        transcript.Append(transcript.PromptLine("Never mind"));
        await Wait.ForAsync("the end of the wait", State, state => state.StartsWith("thinking", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(program, $$"""{"session_id":"{{Session}}","hook_event_name":"SessionEnd","reason":"logout"}""")).StatusCode);
        await Wait.ForAsync("the end", State, state => state.Contains("Ended by /logout (hook)", StringComparison.Ordinal));
        // Told by the transcript alone: hooks are no lines of the feed, and no messages.
        Assert.Equal(3, (await program.EventIdsAsync(Session)).Count);
        Assert.Equal(3, (await program.SessionsAsync())[Session].GetProperty("message_count").GetInt32());

        async Task<string> State() => (await program.SessionsAsync()).TryGetValue(Session, out var s)
            ? $"{s.GetProperty("status").GetString()} {s.GetProperty("waiting_for").GetString()}: {s.GetProperty("reason").GetString()} ({s.GetProperty("evidence").GetString()})" : "";
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_a_problem_and_the_rest_goes_on()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        await RefusedAsync(400, PostAsync(program, "no"));
        await RefusedAsync(400, PostAsync(program, """{"session_id":"a"}"""));
        await RefusedAsync(400, PostAsync(program, new string('[', 1_000_000)));
        await RefusedAsync(413, PostAsync(program, new string(' ', 10_000_000)));
        await RefusedAsync(413, PostAsync(program, new string(' ', 10_000_000), chunked: true));
        await RefusedAsync(415, PostAsync(program, "{}", type: "text/plain"));
        await RefusedAsync(403, PostAsync(program, "{}", header: ("Origin", "http://evil.example")));
        await RefusedAsync(403, PostAsync(program, "{}", header: ("Origin", "null")));
        await RefusedAsync(403, PostAsync(program, "{}", header: ("Host", "evil.example")));
        // Large, and not too large; unknown; of no use.
        Assert.Equal(HttpStatusCode.NoContent, (await Ask(program, more: new string('x', 3_000_000))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(program, """{"session_id":"b","hook_event_name":"SomethingNew"}""")).StatusCode);
        // The end of a session of which nothing else is known is no session.
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(program, """{"session_id":"c","hook_event_name":"SessionEnd","reason":"other"}""")).StatusCode);
        Assert.Equal([Session], (await Wait.ForAsync("the session", program.SessionsAsync, sessions => sessions.Count > 0)).Keys);
    }

    [Fact]
    public async Task Too_much_is_told_when_to_come_again_and_other_routes_do_not_feel_it()
    {
        using var scratch = new Scratch();
        scratch.Variables["ClaudeLens__Ingest__BurstPerAddress"] = "3";
        scratch.Variables["ClaudeLens__Ingest__RatePerAddress"] = "1";
        await using var program = await RunningProgram.StartAsync(scratch);
        HttpResponseMessage answer;
        var taken = 0;
        while ((answer = await Ask(program)).StatusCode == HttpStatusCode.NoContent && taken < 1_000) taken++;
        await RefusedAsync(429, Task.FromResult(answer));
        Assert.InRange(taken, 3, 999);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 10);
        await program.LiveAsync();
        await Wait.ForAsync("room again", async () => (await Ask(program)).StatusCode, status => status == HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_command_installs_tells_and_removes()
    {
        using var scratch = new Scratch();
        var file = Path.Combine(scratch.ConfigDir, "settings.json");
        const string before = "{\n  \"model\": \"opus\"\n}\n";
        await File.WriteAllTextAsync(file, before, TestContext.Current.CancellationToken);
        await SaysAsync(0, "not installed", "hooks", "status");
        await SaysAsync(0, "http://127.0.0.1:6001/api/v1/hooks", "hooks", "install", "--urls", "http://127.0.0.1:6001");
        await SaysAsync(0, "has them already", "hooks", "install", "--urls", "http://127.0.0.1:6001");
        await SaysAsync(0, "installed, to http://127.0.0.1:6001/api/v1/hooks", "hooks", "status");
        await SaysAsync(0, "has hooks to http://127.0.0.1:6001/api/v1/hooks", "doctor");
        await SaysAsync(0, "removed", "hooks", "remove");
        Assert.Equal(before, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await SaysAsync(2, "is no address", "hooks", "install", "--urls", "http://127.0.0.1:0");

        await File.WriteAllTextAsync(file, "{\"model\": \"op", TestContext.Current.CancellationToken);
        await SaysAsync(1, "is left as it is: it is not JSON (line 1).", "hooks", "install");
        Assert.Equal("{\"model\": \"op", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));

        async Task SaysAsync(int code, string what, params string[] arguments)
        {
            var (exitCode, output) = await RunningProgram.RunAsync(scratch, arguments);
            Assert.Contains(what, output, StringComparison.Ordinal);
            Assert.Equal(code, exitCode);
        }
    }

    private static Task<HttpResponseMessage> Ask(RunningProgram program, string more = "") =>
        PostAsync(program, $$$"""{"session_id":"{{{Session}}}","cwd":"/home/dev/shop-api","hook_event_name":"PermissionRequest","tool_name":"Bash","tool_input":{"command":"npm test","more":"{{{more}}}"}}""");

    private static async Task<HttpResponseMessage> PostAsync(RunningProgram program, string body, string type = "application/json", bool chunked = false, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/hooks") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.TransferEncodingChunked = chunked;
        if (header is { } one) request.Headers.TryAddWithoutValidation(one.Name, one.Value);
        return await program.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task RefusedAsync(int status, Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }
}
