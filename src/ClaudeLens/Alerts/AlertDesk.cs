using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Live;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Alerts;

/// <summary>
/// Looks at live state once a second and journals what began and what is over. The journal is the memory: after a restart
/// an alert that is open stays open, and is not told again.
/// </summary>
public sealed class AlertDesk(ILive live, IIngest ingest, IOptions<AlertOptions> options, TimeProvider time, ILogger<AlertDesk> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    private long _written;

    /// <summary>False when no such alert is open.</summary>
    public async Task<bool> AcknowledgeAsync(string alertId, CancellationToken cancel)
    {
        var alert = (await live.SnapshotAsync(cancel)).Alerts.FirstOrDefault(a => a.Id == alertId);
        if (alert is null) return false;
        if (alert.AcknowledgedAt is null) await WriteAsync([Report(alert, AlertPhase.Acknowledged)]);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await live.CaughtUp.WaitAsync(stoppingToken);
        using var timer = new PeriodicTimer(Round, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(stoppingToken);
    }

    internal async Task LookAsync(CancellationToken cancel)
    {
        var now = await live.SnapshotAsync(cancel);
        // What was written last is not folded in yet: looking now would tell it twice.
        if (now.Seq >= Interlocked.Read(ref _written)) await WriteAsync(Changes(now));
    }

    private List<SessionEvent> Changes(LiveSnapshot now)
    {
        var firing = AlertRules.Evaluate(now, options.Value, time.GetUtcNow()).ToDictionary(f => f.Id);
        var open = now.Alerts.Where(a => a.ResolvedAt is null).ToDictionary(a => a.Id);
        return
        [
            .. firing.Values.Where(f => !open.ContainsKey(f.Id)).Select(Report),
            .. open.Values.Where(a => !firing.ContainsKey(a.Id)).Select(a => Report(a, AlertPhase.Resolved)),
        ];
    }

    private async Task WriteAsync(List<SessionEvent> events)
    {
        if (events.Count == 0) return;
        try
        {
            var added = await ingest.AppendAsync(new AppendBatch(events, []));
            if (added.Length > 0) Interlocked.Exchange(ref _written, added[^1].Seq);
        }
        catch (JournalException e)
        {
            // Still true in a second, and tried again then.
            log.LogDebug("Alerts are not journalled: {Reason}", e.Message);
        }
    }

    private SessionEvent Report(Firing firing) => Report(firing.Session?.SessionId ?? "", new AlertReport
    {
        AlertId = firing.Id,
        Rule = firing.Rule,
        Phase = AlertPhase.Triggered,
        Severity = firing.Severity,
        Project = firing.Session?.Project,
        Title = firing.Title,
        Message = firing.Message,
    });

    private SessionEvent Report(AlertView alert, AlertPhase phase) => Report(alert.SessionId ?? "", new AlertReport
    {
        AlertId = alert.Id,
        Rule = alert.Rule,
        Phase = phase,
        Severity = alert.Severity,
        Project = alert.Project,
        Title = alert.Title,
        Message = alert.Message,
    });

    private SessionEvent Report(string sessionId, AlertReport report)
    {
        var now = time.GetUtcNow();
        return new SessionEvent
        {
            Id = EventId.Create(sessionId, (ulong)now.ToUnixTimeMilliseconds(), "alerts", $"{report.AlertId}:{report.Phase}"),
            Kind = EventKind.Alert,
            SessionId = sessionId,
            At = now,
            SeenAt = now,
            Source = EventSource.Rule,
            Summary = report.Title,
            Alert = report,
        };
    }
}
