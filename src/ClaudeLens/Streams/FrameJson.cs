using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>Every frame is <c>{ type, seq, timestamp, data }</c>.</summary>
internal static class FrameJson
{
    // What is written here is read by JSON parsers, never placed in a page: text stays as it is, not as \u escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private const int MostKept = 64 * 1024;
    [ThreadStatic] private static ArrayBufferWriter<byte>? _buffer;
    [ThreadStatic] private static Utf8JsonWriter? _writer;

    public static byte[] Write(LiveChange change) => Written(change).ToArray();

    /// <summary>The frame as a WebSocket message: what goes over the wire when it stands alone.</summary>
    public static byte[] Encode(LiveChange change) => ServerFrame.Encode(Opcode.Text, Written(change));

    /// <param name="data">Writes what stands between the braces of <c>data</c>.</param>
    public static byte[] Write<T>(string type, long seq, DateTimeOffset at, T from, Action<Utf8JsonWriter, T> data)
    {
        data(BeginObject(type, seq, at), from);
        return EndObject().ToArray();
    }

    public static byte[] WriteValue<T>(string type, long seq, DateTimeOffset at, T data, JsonTypeInfo<T> json)
    {
        JsonSerializer.Serialize(Begin(type, seq, at), data, json);
        return End().ToArray();
    }

    /// <summary>Valid until the next frame is written on this thread.</summary>
    private static ReadOnlySpan<byte> Written(LiveChange change)
    {
        switch (change)
        {
            case ActivityAdded c: NewMessage(BeginObject("new_message", c.Seq, c.Activity.Timestamp), c.Activity); break;
            case SessionChanged c: SessionUpdate(BeginObject("session_update", c.Seq, c.At), c); break;
            case MetricsChanged c: MetricUpdate(BeginObject("metric_update", c.Seq, c.At), c); break;
            case AlertChanged c: Alert(BeginObject("alert", c.Seq, c.At), c); break;
            default: throw new ArgumentException($"No frame stands for {change.GetType().Name}.", nameof(change));
        }
        return EndObject();
    }

    private static Utf8JsonWriter BeginObject(string type, long seq, DateTimeOffset at)
    {
        var w = Begin(type, seq, at);
        w.WriteStartObject();
        return w;
    }

    private static ReadOnlySpan<byte> EndObject()
    {
        _writer!.WriteEndObject();
        return End();
    }

    private static Utf8JsonWriter Begin(string type, long seq, DateTimeOffset at)
    {
        // What was written last is still in the processor's cache; a snapshot's megabytes are not worth keeping.
        var buffer = _buffer is { Capacity: <= MostKept } kept ? kept : _buffer = new(MostKept / 4);
        buffer.ResetWrittenCount();
        var w = _writer ??= new(buffer, Options);
        w.Reset(buffer);
        w.WriteStartObject();
        w.WriteString("type"u8, type);
        w.WriteNumber("seq"u8, seq);
        Time(w, "timestamp", at);
        w.WritePropertyName("data"u8);
        return w;
    }

    private static ReadOnlySpan<byte> End()
    {
        _writer!.WriteEndObject();
        _writer.Flush();
        return _buffer!.WrittenSpan;
    }

    /// <summary>The same frame with another cursor.</summary>
    public static byte[] WithSeq(ReadOnlySpan<byte> frame, long seq)
    {
        var from = frame.IndexOf("\"seq\":"u8) + 6;
        var to = from + frame[from..].IndexOf((byte)',');
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(seq, digits, out var n);
        return [.. frame[..from], .. digits[..n], .. frame[to..]];
    }

    public static void Time(Utf8JsonWriter w, string name, DateTimeOffset at)
    {
        w.WritePropertyName(name);
        UtcMilliseconds.Write(w, at);
    }

    public static void NewMessage(Utf8JsonWriter w, Activity a)
    {
        w.WriteString("event"u8, "new_message"u8);
        w.WriteString("id"u8, a.Id);
        w.WriteString("session_id"u8, a.SessionId);
        w.WriteString("agent_id"u8, a.AgentId);
        w.WriteString("project"u8, a.Project);
        w.WriteString("message_type"u8, a.Type);
        w.WriteNumber("cost"u8, a.Cost);
        w.WriteString("tool"u8, a.Tool);
        w.WriteString("target"u8, a.Target);
        w.WriteString("summary"u8, a.Summary);
        w.WriteString("model"u8, a.Model);
        w.WriteBoolean("is_error"u8, a.IsError);
        if (a.DurationMs is { } ms) w.WriteNumber("duration_ms"u8, ms);
        else w.WriteNull("duration_ms"u8);
        w.WriteString("tool_use_id"u8, a.ToolUseId);
        Time(w, "seen_at", a.SeenAt);
    }

    private static void SessionUpdate(Utf8JsonWriter w, SessionChanged c)
    {
        var s = c.Session;
        w.WriteString("event"u8, c.What switch
        {
            SessionChange.Started => "session_started"u8,
            SessionChange.Ended => "session_ended"u8,
            SessionChange.StatusChanged => "status_changed"u8,
            _ => "session_changed"u8,
        });
        w.WriteString("session_id"u8, s.SessionId);
        w.WriteString("project"u8, s.Project);
        w.WriteString("status"u8, SessionJson.Name(s.Status));
        w.WriteString("waiting_for"u8, SessionJson.Name(s.WaitingFor));
        w.WritePropertyName("session"u8);
        SessionJson.Write(w, s);
    }

    private static void MetricUpdate(Utf8JsonWriter w, MetricsChanged c)
    {
        w.WriteString("event"u8, "metric_update"u8);
        w.WriteStartObject("metric_updates"u8);
        w.WriteNumber("active_sessions"u8, c.Metrics.ActiveSessions);
        w.WriteNumber("messages_per_minute"u8, c.Metrics.MessagesPerMinute);
        w.WriteNumber("current_cost_rate"u8, c.Metrics.CostPerHourRate);
        w.WriteEndObject();
        w.WritePropertyName("metrics"u8);
        JsonSerializer.Serialize(w, c.Metrics, LiveJson.Default.LiveMetrics);
        w.WritePropertyName("minute"u8);
        JsonSerializer.Serialize(w, c.Minute, LiveJson.Default.MinutePoint);
        if (c.Scan is not null)
        {
            w.WritePropertyName("scan"u8);
            JsonSerializer.Serialize(w, c.Scan, LiveJson.Default.ScanState);
        }
        w.WritePropertyName("problems"u8);
        JsonSerializer.Serialize(w, c.Problems, LiveJson.Default.IReadOnlyListProblem);
    }

    private static void Alert(Utf8JsonWriter w, AlertChanged c)
    {
        w.WriteString("event"u8, c.Phase switch
        {
            AlertPhase.Triggered => "alert_triggered"u8,
            AlertPhase.Resolved => "alert_resolved"u8,
            _ => "alert_acknowledged"u8,
        });
        w.WriteString("session_id"u8, c.Alert.SessionId);
        w.WriteString("project"u8, c.Alert.Project);
        w.WritePropertyName("alert"u8);
        JsonSerializer.Serialize(w, c.Alert, LiveJson.Default.AlertView);
    }
}
