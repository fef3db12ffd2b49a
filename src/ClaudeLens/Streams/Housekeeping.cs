using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>What time alone brings: bookmarks, pings, and the end of those who answer nothing or take nothing.</summary>
internal sealed class Housekeeping(IOptions<StreamOptions> options)
{
    /// <summary>Between the close frame and the end, milliseconds.</summary>
    public const long Grace = 5_000;

    private readonly StreamOptions _options = options.Value;

    public void Look(Viewer viewer, long now)
    {
        var times = viewer.Liveness;
        if (viewer.Outbox.Closing)
        {
            times.ClosingSince ??= now;
            if (now - times.ClosingSince > Grace) viewer.Abort();
            return;
        }
        if (viewer.Writing)
        {
            if (now - times.WriteStarted >= _options.StallSeconds * 1000L) viewer.Outbox.Close(CloseCode.TooSlow, "nothing was taken");
            return;
        }
        if (!viewer.Following) return;
        var due = Signs.None;
        if (viewer.Controls && now - times.Bookmarked >= _options.BookmarkSeconds * 1000L)
        {
            times.Bookmarked = now;
            due = Signs.Bookmark;
        }
        if (times.Pinged is { } asked)
        {
            if (times.Heard >= asked) times.Pinged = null;
            else if (now - asked >= _options.PongSeconds * 1000L) viewer.Abort();
        }
        else if (now - times.Heard >= _options.PingSeconds * 1000L)
        {
            times.Pinged = now;
            due |= Signs.Ping;
        }
        viewer.Sign(due);
    }
}
