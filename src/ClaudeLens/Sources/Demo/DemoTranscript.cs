using System.Text.Json;

namespace ClaudeLens.Sources.Demo;

/// <summary>What a client writes into the transcript of a session or of a subagent, with the tokens that it would have cost.</summary>
internal sealed class DemoTranscript(DemoLines lines, string model, Random random)
{
    private const long CompactsAt = 165_000;
    private long _context = random.Next(14_000, 26_000);
    private long _cached;
    private string _request = "";

    public string SessionId => lines.SessionId;

    public bool IsFull => _context > CompactsAt;

    public void Title(string title) => lines.Loose("custom-title", json => json.WriteString("customTitle", title));

    public void PermissionMode(string mode) => lines.Loose("permission-mode", json => json.WriteString("permissionMode", mode));

    public void Prompt(string text)
    {
        _context += text.Length / 3 + 40;
        lines.Chained("user", json =>
        {
            json.WriteStartObject("message");
            json.WriteString("role", "user");
            json.WriteString("content", text);
            json.WriteEndObject();
        });
    }

    /// <summary>The request goes out: from here until its answer the model is thinking.</summary>
    public void Request()
    {
        _request = lines.NewId();
        lines.Loose("api-request", json =>
        {
            json.WriteString("id", _request);
            json.WriteStartObject("params");
            json.WriteString("model", model);
            json.WriteEndObject();
        });
    }

    /// <summary>The answer: text, thinking and tool calls share one message and its usage.</summary>
    public void Answer(string stopReason, params IReadOnlyList<DemoBlock> blocks)
    {
        var id = "msg_01" + lines.NewId()[..22];
        long fresh = Math.Max(_context - _cached, 300), output = blocks.Sum(b => b.Tokens);
        foreach (var (i, block) in blocks.Index())
        {
            lines.Chained("assistant", json =>
            {
                json.WriteString("requestRef", _request);
                json.WriteNumber("apiBlockIndex", i);
                json.WriteStartObject("message");
                json.WriteString("id", id);
                json.WriteString("type", "message");
                json.WriteString("role", "assistant");
                json.WriteString("model", model);
                json.WriteStartArray("content");
                block.Write(json);
                json.WriteEndArray();
                json.WriteString("stop_reason", stopReason);
                Usage(json, random.Next(2, 12), output, _cached, fresh);
                json.WriteEndObject();
            });
        }
        _cached += fresh;
        _context += output;
    }

    /// <param name="agentId">Of the subagent whose report this is.</param>
    public void Result(string toolUseId, string text, bool isError = false, string? agentId = null)
    {
        _context += text.Length / 3 + random.Next(150, 2_600);
        lines.Chained("user", json =>
        {
            json.WriteStartObject("message");
            json.WriteString("role", "user");
            json.WriteStartArray("content");
            json.WriteStartObject();
            json.WriteString("type", "tool_result");
            json.WriteString("tool_use_id", toolUseId);
            json.WriteString("content", text);
            json.WriteBoolean("is_error", isError);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            if (agentId is null) return;
            json.WriteStartObject("toolUseResult");
            json.WriteString("status", "completed");
            json.WriteString("agentId", agentId);
            json.WriteEndObject();
        });
    }

    public void ApiError(int status, string text, int attempt, int retryInMs) => lines.Chained("system", json =>
    {
        json.WriteString("subtype", "api_error");
        json.WriteString("level", "error");
        json.WriteStartObject("error");
        json.WriteNumber("status", status);
        json.WriteString("formatted", $"{status} {text}");
        json.WriteEndObject();
        json.WriteNumber("retryInMs", retryInMs);
        json.WriteNumber("retryAttempt", attempt);
        json.WriteNumber("maxRetries", 10);
    });

    public void TurnEnded() => lines.Chained("system", json => json.WriteString("subtype", "turn_duration"));

    public void Compact()
    {
        var before = _context;
        (_context, _cached) = (random.Next(18_000, 28_000), 0);
        lines.Chained("system", json =>
        {
            json.WriteString("subtype", "compact_boundary");
            json.WriteString("content", "Conversation compacted");
            json.WriteStartObject("compactMetadata");
            json.WriteString("trigger", "auto");
            json.WriteNumber("preTokens", before);
            json.WriteNumber("postTokens", _context);
            json.WriteEndObject();
        });
    }

    private static void Usage(Utf8JsonWriter json, long input, long output, long cacheRead, long cacheWrite)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("input_tokens", input);
        json.WriteNumber("cache_creation_input_tokens", cacheWrite);
        json.WriteNumber("cache_read_input_tokens", cacheRead);
        json.WriteNumber("output_tokens", output);
        json.WriteString("service_tier", "standard");
        json.WriteEndObject();
    }
}
