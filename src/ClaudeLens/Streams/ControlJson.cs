using ClaudeLens.Live;

namespace ClaudeLens.Streams;

/// <summary>What the stream says about itself, to clients of <c>claudelens.v1</c>.</summary>
internal static class ControlJson
{
    private static readonly string Version = typeof(ControlJson).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <param name="seq">The newest there is.</param>
    /// <param name="oldest">A cursor from here on can be resumed.</param>
    public static byte[] Hello(string epoch, long seq, long oldest, StreamOptions options, int maxRate, DateTimeOffset now) =>
        FrameJson.Write("hello", seq, now, (epoch, seq, oldest, options, maxRate, now), static (w, d) =>
        {
            w.WriteString("epoch"u8, d.epoch);
            w.WriteNumber("seq"u8, d.seq);
            w.WriteNumber("oldest"u8, d.oldest);
            w.WriteNumber("heartbeat_seconds"u8, d.options.BookmarkSeconds);
            w.WriteStartObject("limits"u8);
            w.WriteNumber("max_rate"u8, d.maxRate);
            w.WriteNumber("burst"u8, d.options.Burst);
            w.WriteNumber("max_frame_bytes"u8, d.options.MaxClientMessage);
            w.WriteEndObject();
            w.WriteString("server_version"u8, Version);
            FrameJson.Time(w, "server_time", d.now);
        });

    public static byte[] Snapshot(LiveActivityBody body, long seq) =>
        FrameJson.WriteValue("snapshot", seq, body.AsOf, body, LiveJson.Default.LiveActivityBody);

    /// <summary>What came after <paramref name="from"/> up to <paramref name="to"/> is not sent: a snapshot follows.</summary>
    public static byte[] Gap(long from, long to, string reason, DateTimeOffset now) =>
        FrameJson.Write("gap", to, now, (from, to, reason), static (w, d) =>
        {
            w.WriteNumber("from"u8, d.from);
            w.WriteNumber("to"u8, d.to);
            w.WriteString("reason"u8, d.reason);
        });

    /// <param name="retryAfter">Seconds.</param>
    public static byte[] Bye(long seq, string reason, double? retryAfter, DateTimeOffset now) =>
        FrameJson.Write("bye", seq, now, (reason, retryAfter), static (w, d) =>
        {
            w.WriteString("reason"u8, d.reason);
            if (d.retryAfter is { } seconds) w.WriteNumber("retry_after"u8, seconds);
            else w.WriteNull("retry_after"u8);
        });

    /// <param name="frames">How many frames of the contract's four types the connection has carried: a client that has another number missed some.</param>
    public static byte[] Bookmark(long seq, long frames, DateTimeOffset now) =>
        FrameJson.Write("bookmark", seq, now, (seq, frames, now), static (w, d) =>
        {
            w.WriteNumber("seq"u8, d.seq);
            w.WriteNumber("frames"u8, d.frames);
            FrameJson.Time(w, "server_time", d.now);
        });
}
