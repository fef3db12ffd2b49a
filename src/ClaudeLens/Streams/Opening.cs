using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Where a viewer begins: after its cursor, at a snapshot, or now.</summary>
internal sealed class Opening(
    ILive live, IJournal journal, Tail tail, Replay replay, Snapshots snapshots, Pump pump, IOptions<StreamOptions> options, TimeProvider time, ILogger<Opening> log)
{
    public async Task BeginAsync(Viewer viewer, Asked asked, CancellationToken cancel)
    {
        await live.CaughtUp.WaitAsync(cancel);
        if (viewer.Controls)
            viewer.Outbox.Say(ControlJson.Hello(journal.Epoch, tail.LastSeq, journal.OldestSeq, options.Value, viewer.MaxRate, time.GetUtcNow()));

        if (asked.Since is null) await FreshAsync(viewer, newestMetrics: asked.Allowed == FrameKinds.MetricUpdate, cancel);
        else if (Problem(asked.Since, out var after) is { } reason) await ResetAsync(viewer, after, reason, cancel);
        else if (tail.TryFind(after, alsoStateOf: !viewer.Controls, out var position)) viewer.Follow(position, after, exactUntil: tail.End);
        else await replay.RunAsync(viewer, after, cancel);
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

    private async Task ResetAsync(Viewer viewer, long after, string reason, CancellationToken cancel)
    {
        if (viewer.Controls) await JumpAsync(viewer, after, reason, cancel);
        else viewer.Outbox.Close(CloseCode.Reset, reason);
    }

    /// <returns>Why the cursor cannot be resumed; null when it can.</returns>
    private string? Problem(string since, out long after)
    {
        after = 0;
        if (!Cursor.TryParse(since, out var cursor)) return "cursor_invalid";
        if (cursor.Epoch != journal.Epoch) return "epoch_changed";
        if (cursor.Seq > tail.LastSeq) return "cursor_ahead";
        after = cursor.Seq;
        return after < journal.OldestSeq - 1 || tail.LastSeq - after > options.Value.ReplayEvents ? "cursor_too_old" : null;
    }
}
