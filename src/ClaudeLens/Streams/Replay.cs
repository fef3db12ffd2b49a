using ClaudeLens.Live;

namespace ClaudeLens.Streams;

/// <summary>
/// Brings a viewer whose cursor is older than the tail up to the present: every message and alert it missed, from the
/// journal, then how things are now. As fast as it takes them: no more than a write's worth waits in memory.
/// </summary>
internal sealed class Replay(ILivePast past, Tail tail, Snapshots snapshots, Pump pump) : IDisposable
{
    /// <summary>Folding the journal takes a core: one at a time.</summary>
    private readonly SemaphoreSlim _one = new(1);

    public async Task RunAsync(Viewer viewer, long after, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var buffer = new MessageBuffer();
            var seen = new HashSet<string>();
            var goal = await snapshots.TakeAsync(viewer.Filter, after, cancel);
            await foreach (var page in past.ReadAsync(after, cancel))
            {
                for (var next = 0; ; goal = await snapshots.TakeAsync(viewer.Filter, page.LastSeq, cancel))
                {
                    for (; next < page.Changes.Count && page.Changes[next].Seq <= goal.Seq; next++)
                    {
                        var frame = new Frame(page.Changes[next], late: false);
                        if (!viewer.Filter.Wants(frame)) continue;
                        if (frame.SessionId is { } session) seen.Add(session);
                        buffer.Add(frame.Json, viewer.Controls);
                        if (buffer.Full) await SendAsync(viewer, buffer, cancel);
                    }
                    if (page.LastSeq < goal.Seq) break;
                    await SendAsync(viewer, buffer, cancel);
                    if (goal.Position < tail.Start) continue;
                    End(viewer, goal, seen, buffer);
                    return;
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task SendAsync(Viewer viewer, MessageBuffer buffer, CancellationToken cancel)
    {
        if (buffer.Frames == 0) return;
        var frames = buffer.Frames;
        viewer.Say(buffer.Take(viewer.Controls), frames);
        pump.Wake(viewer);
        await viewer.Outbox.EmptyAsync().WaitAsync(cancel);
    }

    private static void End(Viewer viewer, Snapshot goal, HashSet<string> seen, MessageBuffer buffer)
    {
        if (viewer.Controls) viewer.Outbox.SayEncoded(goal.Encoded);
        else
        {
            foreach (var session in goal.Live.ActiveSessions) Add(session, SessionChange.Changed);
            foreach (var session in goal.Live.EndedSessions) if (seen.Contains(session.SessionId)) Add(session, SessionChange.Ended);
            viewer.Outbox.SayEncoded(buffer.Take(arrays: false));
        }
        viewer.Follow(goal.Position, goal.Seq);

        void Add(SessionView session, SessionChange what)
        {
            var frame = new Frame(new SessionChanged(goal.Seq, goal.Live.AsOf, what, session), late: false);
            if (viewer.Filter.Wants(frame)) buffer.Add(frame.Json, arrays: false);
        }
    }
}
