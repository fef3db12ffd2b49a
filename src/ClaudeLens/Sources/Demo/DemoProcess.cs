using ClaudeLens.Events;
using ClaudeLens.Ingest;

namespace ClaudeLens.Sources.Demo;

/// <summary>
/// What the process of a session would say in its <c>sessions/&lt;pid&gt;.json</c>. There is no such process to check, so this
/// one thing goes into ingest directly; everything else takes the way of real transcripts.
/// </summary>
internal sealed class DemoProcess(IIngest ingest, TimeProvider time, string sessionId, int pid)
{
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private long _said;

    public Task BusyAsync() => SayAsync("busy", null);

    public Task IdleAsync() => SayAsync("idle", null);

    public Task WaitingAsync(string forWhat) => SayAsync("waiting", forWhat);

    public Task GoneAsync() => SayAsync(null, null, alive: false);

    private async Task SayAsync(string? status, string? waitingFor, bool alive = true)
    {
        var now = time.GetUtcNow();
        var report = new ProcessReport
        {
            Pid = pid, Alive = alive, Status = status, WaitingFor = waitingFor, StartedAt = _startedAt, StatusSince = now, CleanExit = !alive,
        };
        var happened = new SessionEvent
        {
            Id = EventId.Create(sessionId, (ulong)now.ToUnixTimeMilliseconds(), "demo", $"{pid} {_said++}"),
            Kind = EventKind.Process,
            SessionId = sessionId,
            At = now,
            SeenAt = now,
            Source = EventSource.Process,
            Process = report,
        };
        try
        {
            await ingest.AppendAsync(new AppendBatch([happened], []));
        }
        catch (JournalException)
        {
            // The journal says so itself; the play goes on.
        }
    }
}
