using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaudeLens.Bench;

/// <summary>
/// Writes the lines of one session as clients 2.1.330 and 2.1.80 do: one line a content block, the same usage on each, and (2.1.330)
/// the requests, snapshots and state lines between them, which are most of a transcript's bytes.
/// </summary>
internal sealed class Session
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string Prose = string.Concat(Enumerable.Repeat("Read the file before you change it; keep the change small and say why. ", 600));
    private static readonly string Code = string.Concat(Enumerable.Range(1, 90).Select(i => $"{i}\t  const line{i} = cart.lines[{i}].price * cart.lines[{i}].qty;\n"));

    private readonly Random _random;
    private readonly string _version;
    private readonly string _cwd;
    private readonly string _shape;
    private DateTimeOffset _now = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(20);
    private string? _parent;
    private string _prompt = "", _openTool = "";

    public string Id { get; }

    private bool Newest => _version == "2.1.330";

    public Session(string cwd, string version, int seed)
    {
        (_random, _cwd, _version) = (new Random(seed), cwd, version);
        Id = Uuid();
        _shape = Hex(62);
    }

    /// <summary>A prompt and one round of a tool: what a session that has just begun holds.</summary>
    public IEnumerable<string> Turn(string prompt) => [Prompt(prompt), .. Round("npm test", Code[..400])];

    public IEnumerable<string> Whole(int turns)
    {
        yield return State("queue-operation", ("operation", "enqueue"), ("timestamp", Now()), ("content", "Make the cart round to cents."));
        yield return State("queue-operation", ("operation", "dequeue"), ("timestamp", Now()));
        if (Newest)
        {
            foreach (var kind in (string[])["environment", "model", "skill_listing", "agent_listing_delta", "session_context"])
                yield return Attachment(kind, kind == "skill_listing" ? 6_000 : 900);
            yield return Attachment("prompt_snapshot", 38_000);
            yield return State("api-request-shape", ("shapeHash", _shape), ("timestamp", Now()), ("version", _version),
                ("shape", new JsonObject { ["system"] = new JsonArray(Text(Prose[..42_000])), ["tools"] = new JsonArray() }));
        }
        for (var turn = 0; turn < turns; turn++)
        {
            if (turn % 8 == 0)
                yield return Prompt($"Now do step {turn / 8 + 1} of the list and run the tests again.");
            foreach (var line in Round($"node --test test/part{turn}.test.js 2>&1 | tail -40", Code[..(400 + _random.Next(Code.Length - 400))]))
                yield return line;
        }
    }

    /// <summary>An assistant's tool call with a marker in its command: what the benchmarks append and wait for.</summary>
    public string Marked(int marker)
    {
        _now = TimeProvider.System.GetUtcNow();
        return Answer(new(this), 1, ToolUse(_openTool = "toolu_" + Hex(24), $"npm test zq7{marker:000000}"), last: true);
    }

    /// <summary>The result of the tool that was called last.</summary>
    public string Result() => Result(_openTool, "ok 1 - rounds to cents\n# pass 1\n");

    private IEnumerable<string> Round(string command, string output)
    {
        var request = new Request(this);
        if (Newest)
        {
            var blob = Hex(64);
            yield return State("api-request-blob", ("hash", blob), ("message", new JsonObject { ["role"] = "user", ["content"] = new JsonArray(Text(output)) }));
            yield return State("api-request", ("id", request.Ref), ("timestamp", Now()), ("version", _version), ("querySource", "sdk"), ("shapeHash", _shape),
                ("params", new JsonObject
                {
                    ["model"] = "claude-opus-5-5",
                    ["betas"] = new JsonArray("claude-code-20250219", "interleaved-thinking-2025-05-14", "context-management-2025-06-27"),
                    ["max_tokens"] = 128_000,
                    ["thinking"] = new JsonObject { ["type"] = "adaptive", ["display"] = "updates" },
                }), ("keep", 2), ("tail", new JsonArray(blob)), ("requestDigest", Hex(64)));
            yield return State("last-prompt", ("lastPrompt", _prompt), ("leafUuid", _parent));
            yield return State("atis-latch", ("atis", ""));
        }
        var tool = "toolu_" + Hex(24);
        var thinking = "Let me look at the cart module before changing anything.";
        yield return Answer(request, 0, new() { ["type"] = "thinking", ["thinking"] = thinking, ["signature"] = Hex(332) }, last: false);
        yield return Answer(request, 1, Text("The rounding is wrong. I will run the tests to confirm."), last: false);
        yield return Answer(request, 2, ToolUse(tool, command), last: true);
        yield return Result(tool, output);
    }

    private string Result(string tool, string output) => Chained("user", new()
    {
        ["message"] = new JsonObject
        {
            ["role"] = "user",
            ["content"] = new JsonArray(new JsonObject { ["tool_use_id"] = tool, ["type"] = "tool_result", ["content"] = output, ["is_error"] = false }),
        },
        ["toolUseResult"] = new JsonObject { ["stdout"] = output, ["stderr"] = "", ["interrupted"] = false, ["isImage"] = false },
        ["promptId"] = Id,
    });

    private string Prompt(string text) => Chained("user", new()
    {
        ["message"] = new JsonObject { ["role"] = "user", ["content"] = _prompt = text },
        ["promptId"] = Uuid(),
        ["permissionMode"] = "bypassPermissions",
    });

    private string Answer(Request request, int block, JsonObject content, bool last)
    {
        // Until its last block 2.1.80 repeats the usage of the message's start.
        var final = Newest || last;
        var line = new JsonObject
        {
            ["message"] = new JsonObject
            {
                ["id"] = request.Message,
                ["type"] = "message",
                ["role"] = "assistant",
                ["model"] = Newest ? "claude-opus-5-5" : "claude-sonnet-4-6",
                ["content"] = new JsonArray(content),
                ["stop_reason"] = final ? "tool_use" : null,
                ["stop_sequence"] = null,
                ["usage"] = Usage(final ? 61 : 4),
            },
            ["requestId"] = request.Id,
        };
        if (Newest)
            (line["apiBlockIndex"], line["requestRef"], line["requestedModel"], line["effort"]) = (block, request.Ref, "claude-opus-5-5", "medium");
        return Chained("assistant", line);
    }

    private static JsonObject Usage(int output) => new()
    {
        ["input_tokens"] = 2,
        ["cache_creation_input_tokens"] = 297,
        ["cache_read_input_tokens"] = 12_670,
        ["output_tokens"] = output,
        ["server_tool_use"] = new JsonObject { ["web_search_requests"] = 0, ["web_fetch_requests"] = 0 },
        ["service_tier"] = "standard",
        ["cache_creation"] = new JsonObject { ["ephemeral_1h_input_tokens"] = 0, ["ephemeral_5m_input_tokens"] = 297 },
        ["inference_geo"] = "not_available",
        ["iterations"] = new JsonArray(),
        ["speed"] = "standard",
    };

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static JsonObject ToolUse(string id, string command) => new()
    {
        ["type"] = "tool_use",
        ["id"] = id,
        ["name"] = "Bash",
        ["input"] = new JsonObject { ["command"] = command, ["description"] = "Run the test suite" },
    };

    private string Attachment(string kind, int length) =>
        Chained("attachment", new() { ["attachment"] = new JsonObject { ["type"] = kind, ["text"] = Prose[..length] }, ["renderedRole"] = "system" });

    /// <summary>A line of the conversation, chained to the one before it.</summary>
    private string Chained(string type, JsonObject own)
    {
        var line = new JsonObject { ["parentUuid"] = _parent, ["isSidechain"] = false };
        foreach (var (name, value) in own.ToArray())
        {
            own.Remove(name);
            line[name] = value;
        }
        line["type"] = type;
        line["uuid"] = _parent = Uuid();
        line["timestamp"] = Now();
        line["userType"] = "external";
        line["entrypoint"] = "sdk-cli";
        line["cwd"] = _cwd;
        line["sessionId"] = Id;
        line["version"] = _version;
        line["gitBranch"] = "fix/rounding";
        return line.ToJsonString(Json);
    }

    /// <summary>A line without a uuid.</summary>
    private string State(string type, params (string Name, JsonNode? Value)[] fields)
    {
        var line = new JsonObject { ["type"] = type, ["sessionId"] = Id };
        foreach (var (name, value) in fields)
            line[name] = value;
        return line.ToJsonString(Json);
    }

    private string Now() => (_now += TimeSpan.FromMilliseconds(200)).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");

    private string Uuid()
    {
        var hex = Hex(30);
        return $"{hex[..8]}-{hex[8..12]}-4{hex[12..15]}-a{hex[15..18]}-{hex[18..]}";
    }

    private string Hex(int length) => string.Create(length, _random, static (span, random) => random.GetItems("0123456789abcdef", span));

    private sealed class Request(Session session)
    {
        public string Ref { get; } = session.Uuid();
        public string Message { get; } = "msg_" + session.Hex(24);
        public string Id { get; } = "req_" + session.Hex(24);
    }
}
