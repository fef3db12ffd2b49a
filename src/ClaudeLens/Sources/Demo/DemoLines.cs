using System.Buffers;
using System.Text.Json;

namespace ClaudeLens.Sources.Demo;

/// <summary>
/// Writes one transcript as Claude Code 2.1 does: a line is one append to a file that is open for no longer than that.
/// What every line carries is written here; <see cref="DemoTranscript"/> knows what each kind adds.
/// </summary>
internal sealed class DemoLines(string path, DemoProject project, string sessionId, string? agentId, DemoClock clock, Random random)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private string? _parent;

    public string SessionId => sessionId;

    /// <summary>A line that is part of the conversation.</summary>
    public void Chained(string type, Action<Utf8JsonWriter> more) => Write(type, json =>
    {
        var uuid = NewId();
        json.WriteString("parentUuid", _parent);
        json.WriteBoolean("isSidechain", agentId is not null);
        if (agentId is not null) json.WriteString("agentId", agentId);
        json.WriteString("uuid", _parent = uuid);
        json.WriteString("userType", "external");
        json.WriteString("entrypoint", "cli");
        json.WriteString("cwd", project.Path);
        json.WriteString("version", "2.1.330");
        json.WriteString("gitBranch", project.Branch);
        more(json);
    });

    /// <summary>A line beside the conversation: titles, modes, requests.</summary>
    public void Loose(string type, Action<Utf8JsonWriter> more) => Write(type, more);

    public string NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private void Write(string type, Action<Utf8JsonWriter> more)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("sessionId", sessionId);
            json.WriteString("timestamp", clock.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
            more(json);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(_buffer.WrittenSpan);
    }
}
