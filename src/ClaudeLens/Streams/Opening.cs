using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Where a viewer begins: after its cursor, at a snapshot, or now.</summary>
internal sealed class Opening(ILive live, IJournal journal, Tail tail, Snapshots snapshots, Pump pump, IOptions<StreamOptions> options, TimeProvider time)
{
    /// <param name="since">The cursor as the client sent it.</param>
    /// <param name="newestMetrics">Begin with the newest value of the metrics.</param>
    public async Task BeginAsync(Viewer viewer, string? since, bool newestMetrics, CancellationToken cancel)
    {
        await live.CaughtUp.WaitAsync(cancel);
        if (viewer.Controls)
            viewer.Outbox.Say(ControlJson.Hello(journal.Epoch, tail.LastSeq, journal.OldestSeq, options.Value, options.Value.MaxRate, time.GetUtcNow()));

        if (since is null) await FreshAsync(viewer, newestMetrics, cancel);
        else if (Resume(viewer, since, out var from, out var reason)) viewer.Follow(from.Position, from.Seq);
        else if (viewer.Controls) await JumpAsync(viewer, from.Seq, reason, cancel);
        else viewer.Outbox.Close(CloseCode.Reset, reason);
        pump.Wake();
    }

    /// <summary>It reads slower than the tail moves on.</summary>
    public async Task CatchUpAsync(Viewer viewer, CancellationToken cancel)
    {
        if (viewer.Controls) await JumpAsync(viewer, viewer.Seq, "too_slow", cancel);
        else viewer.Outbox.Close(CloseCode.TooSlow, "too_slow");
        pump.Wake();
    }

    private async Task FreshAsync(Viewer viewer, bool newestMetrics, CancellationToken cancel)
    {
        if (viewer.Controls)
        {
            var snapshot = await snapshots.TakeAsync(viewer.Filter, cancel);
            viewer.Outbox.SayEncoded(snapshot.Encoded);
            viewer.Follow(snapshot.Position, snapshot.Seq);
            return;
        }
        if (newestMetrics)
        {
            var now = await live.SnapshotAsync(cancel);
            viewer.Outbox.Say(FrameJson.Write(new MetricsChanged(now.Seq, now.AsOf, now.Metrics, now.History[^1])));
            viewer.Follow(now.Position, now.Seq);
            return;
        }
        viewer.Follow(tail.End, tail.LastSeq);
    }

    private async Task JumpAsync(Viewer viewer, long from, string reason, CancellationToken cancel)
    {
        var snapshot = await snapshots.TakeAsync(viewer.Filter, cancel);
        viewer.Outbox.Say(ControlJson.Gap(from, snapshot.Seq, reason, time.GetUtcNow()));
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
