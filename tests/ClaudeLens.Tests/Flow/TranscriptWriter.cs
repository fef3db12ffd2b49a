using System.Text;

namespace ClaudeLens.Tests.Flow;

/// <summary>Appends to one transcript as a client does: one write for a flush, which may be cut in the middle of a line.</summary>
internal sealed class TranscriptWriter(Scratch scratch, string sessionId, string project = "shop-api")
{
    private readonly string _path = scratch.Transcript($"-home-dev-{project}", sessionId);
    private int _lines, _called;

    public string SessionId => sessionId;

    public int Lines => _lines;

    /// <summary>How long before now the next lines say they were written.</summary>
    public TimeSpan Ago { get; set; }

    public void Prompt(string text) => Append(PromptLine(text));

    public void Answer(string text, int output = 50) => Append(AnswerLine(text, output));

    public void Call(string tool, string input)
    {
        Append(CallLine(tool, input));
        _called = _lines;
    }

    /// <summary>What the last call came to.</summary>
    public void Result(string text = "ok", bool error = false) => Append(
        $"{{{Head("user")},\"message\":{{\"role\":\"user\",\"content\":[{{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_{sessionId}_{_called}\","
        + $"\"is_error\":{(error ? "true" : "false")},\"content\":\"{text}\"}}]}}}}");

    private string CallLine(string tool, string input) =>
        $"{{{Head("assistant")},\"message\":{{\"id\":\"msg_{sessionId}_{_lines}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\","
        + $"\"content\":[{{\"type\":\"tool_use\",\"id\":\"toolu_{sessionId}_{_lines}\",\"name\":\"{tool}\",\"input\":{input}}}],\"stop_reason\":\"tool_use\","
        + "\"usage\":{\"input_tokens\":3,\"output_tokens\":50}}}";

    public void Append(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    /// <summary>The first part now, the rest when the caller says so.</summary>
    public Action AppendTorn(string line, int cut)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        Write(bytes.AsSpan(0, Math.Min(cut, bytes.Length - 1)));
        return () => Write(bytes.AsSpan(Math.Min(cut, bytes.Length - 1)));
    }

    public string PromptLine(string text) =>
        $"{{{Head("user")},\"message\":{{\"role\":\"user\",\"content\":\"{text}\"}}}}";

    public string AnswerLine(string text, int output) =>
        $"{{{Head("assistant")},\"message\":{{\"id\":\"msg_{sessionId}_{_lines}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\","
        + $"\"content\":[{{\"type\":\"text\",\"text\":\"{text}\"}}],\"stop_reason\":\"end_turn\","
        + $"\"usage\":{{\"input_tokens\":3,\"output_tokens\":{output},\"cache_creation_input_tokens\":700,\"cache_read_input_tokens\":9000}}}}}}";

    private string Head(string type) =>
        $"\"type\":\"{type}\",\"uuid\":\"{sessionId}-{++_lines:x12}\",\"isSidechain\":false,\"timestamp\":\"{(TimeProvider.System.GetUtcNow() - Ago).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",\"sessionId\":\"{sessionId}\",\"cwd\":\"/home/dev/{project}\",\"version\":\"2.1.330\",\"gitBranch\":\"main\"";

    private void Write(ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(bytes);
    }
}
