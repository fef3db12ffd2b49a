using System.Buffers;
using System.Text.Json;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Sources.Hooks;

/// <summary>What Claude Code tells a hook: the fields that matter here, of one event of any version.</summary>
/// <param name="Event"><c>hook_event_name</c>.</param>
/// <param name="Agent">The subagent it happened in; null on the main chain.</param>
/// <param name="Target">What the tool works on, in the words in which the transcript's line is told.</param>
/// <param name="Notification"><c>notification_type</c>.</param>
/// <param name="Reason">Why a session ended.</param>
internal sealed record HookPayload(string Event, string Session, string? Agent, string? Cwd, string? Tool, string? Target, string? Notification, string? Reason)
{
    private const int LongestId = 128, LongestPath = 4096;
    private static readonly SearchValues<byte> IdBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."u8);

    /// <param name="json">All of it is looked at: half a payload is none.</param>
    /// <returns>Null with a sentence for the sender.</returns>
    public static HookPayload? Parse(ReadOnlySpan<byte> json, out string? wrong)
    {
        try
        {
            var payload = Read(json);
            wrong = payload is null ? "This is no hook payload: session_id and hook_event_name are missing, or no names." : null;
            return payload;
        }
        catch (JsonException)
        {
            wrong = "The body is not JSON.";
            return null;
        }
    }

    private static HookPayload? Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        string? name = null, session = null, agent = null, cwd = null, tool = null, notification = null, reason = null;
        Range input = default;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("hook_event_name"u8)) name = Id(ref reader);
            else if (reader.ValueTextEquals("session_id"u8)) session = Id(ref reader);
            else if (reader.ValueTextEquals("agent_id"u8)) agent = Id(ref reader);
            else if (reader.ValueTextEquals("cwd"u8)) cwd = Text(ref reader, LongestPath);
            else if (reader.ValueTextEquals("tool_name"u8)) tool = Text(ref reader, LongestId);
            else if (reader.ValueTextEquals("notification_type"u8)) notification = Id(ref reader);
            else if (reader.ValueTextEquals("reason"u8)) reason = Id(ref reader);
            else if (reader.ValueTextEquals("tool_input"u8)) input = Whole(ref reader);
            else Whole(ref reader);
        }
        // Nothing may follow.
        reader.Read();
        return name is null || session is null ? null : new(name, session, agent, cwd, tool, input.Equals(default) ? null : ToolText.Target(json[input], cwd), notification, reason);
    }

    private static string? Id(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }
        var id = reader.ValueSpan;
        return id.Length is 0 or > LongestId || id.ContainsAnyExcept(IdBytes) ? null : PlainText.Exact(id);
    }

    private static string? Text(ref Utf8JsonReader reader, int longest)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? PlainText.OneLine(reader.ValueSpan, longest) : null;
        reader.Skip();
        return text is { Length: > 0 } ? text : null;
    }

    private static Range Whole(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return start..(int)reader.BytesConsumed;
    }
}
