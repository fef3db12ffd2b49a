using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Where a viewer begins: after its cursor, at a snapshot, or now.</summary>
internal sealed class Opening(
    ILive live, IJournal journal, Tail tail, Snapshots snapshots, Pump pump, IOptions<StreamOptions> options, TimeProvider time, ILogger<Opening> log)
{
    /// <param name="since">The cursor as the client sent it.</param>
    /// <param name="newestMetrics">Begin with the newest value of the metrics.</param>
    public async Task BeginAsync(Viewer viewer, string? since, bool newestMetrics, CancellationToken cancel)
    {
        await live.CaughtUp.WaitAsync(cancel);
        if (viewer.Controls)
            viewer.Outbox.Say(ControlJson.Hello(journal.Epoch, tail.LastSeq, journal.OldestSeq, options.Value, viewer.MaxRate, time.GetUtcNow()));

        if (since is null) await FreshAsync(viewer, newestMetrics, cancel);
        else if (Resume(viewer, since, out var from, out var reason)) viewer.Follow(from.Position, from.Seq);
        else if (viewer.Controls) await JumpAsync(viewer, reason is "cursor_too_old" ? from.Seq : 0, reason, cancel);
        else viewer.Outbox.Close(CloseCode.Reset, reason);
        pump.Wake(viewer);
    }

    /// <summary>An open stream needs a snapshot: it asked for one, or reads slower than the tail moves on.</summary>
    public async Task AgainAsync(Viewer viewer, bool fellOut)
    {
        try
        {
            if (!viewer.Controls) viewer.Outbox.Close(CloseCode.TooSlow, "too slow");
            else await JumpAsync(viewer, viewer.Seq, fellOut ? "too_slow" : null, CancellationToken.None);
            pump.Wake(viewer);
        }
        catch (Exception e)
        {
            log.LogError(e, "No snapshot for an open stream.");
            viewer.Abort();
        }
    }

    private async Task FreshAsync(Viewer viewer, bool newestMetrics, CancellationToken cancel)
    {
        if (viewer.Controls)
        {
            await JumpAsync(viewer, 0, null, cancel);
        }
        else if (newestMetrics)
        {
            var now = await live.SnapshotAsync(cancel);
            viewer.Outbox.Say(FrameJson.Write(new MetricsChanged(now.Seq, now.AsOf, now.Metrics, now.History[^1])));
            viewer.Follow(now.Position, now.Seq);
        }
        else
        {
            viewer.Follow(tail.End, tail.LastSeq);
        }
    }

    /// <param name="from">What it has so far.</param>
    /// <param name="gap">Why it does not get what came since; null when it misses nothing.</param>
    private async Task JumpAsync(Viewer viewer, long from, string? gap, CancellationToken cancel)
    {
        var snapshot = await snapshots.TakeAsync(viewer.Filter, from, cancel);
        if (gap is not null) viewer.Outbox.Say(ControlJson.Gap(from, snapshot.Seq, gap, time.GetUtcNow()));
        viewer.Outbox.SayEncoded(snapshot.Encoded);
        viewer.Follow(snapshot.Position, snapshot.Seq);
    }

    private bool Resume(Viewer viewer, string since, out (long Position, long Seq) from, out string reason)
    {
        from = default;
        reason = "";
        if (!Cursor.TryParse(since, out var cursor)) reason = "cursor_invalid";
        else if (cursor.Epoch != journal.Epoch) reason = "epoch_changed";
        else if (cursor.Seq > tail.LastSeq) reason = "cursor_ahead";
        else if (cursor.Seq < journal.OldestSeq - 1 || !tail.TryFind(cursor.Seq, alsoStateOf: !viewer.Controls, out from.Position)) reason = "cursor_too_old";
        from.Seq = cursor.Seq;
        return reason.Length == 0;
    }
}
