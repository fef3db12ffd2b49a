using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>Alerts that are open, and those that closed lately.</summary>
internal sealed class AlertBook
{
    private const int KeepResolved = 50;
    private readonly List<AlertView> _alerts = [];

    /// <summary>Open ones first, then by time, the newest first.</summary>
    public IReadOnlyList<AlertView> All =>
        [.. _alerts.OrderBy(a => a.ResolvedAt is not null).ThenByDescending(a => a.TriggeredAt)];

    /// <summary>Null when it changes nothing: an alert that is not there cannot be resolved.</summary>
    public AlertView? Apply(SessionEvent e)
    {
        var report = e.Alert!;
        var index = _alerts.FindIndex(a => a.Id == report.AlertId);
        if (index < 0)
        {
            if (report.Phase != AlertPhase.Triggered) return null;
            var alert = new AlertView
            {
                Id = report.AlertId,
                Rule = report.Rule,
                Severity = report.Severity,
                SessionId = e.SessionId.Length > 0 ? e.SessionId : null,
                Project = report.Project,
                Title = report.Title,
                Message = report.Message,
                TriggeredAt = e.At,
            };
            _alerts.Add(alert);
            Forget();
            return alert;
        }
        var changed = report.Phase switch
        {
            AlertPhase.Resolved when _alerts[index].ResolvedAt is null => _alerts[index] with { ResolvedAt = e.At },
            AlertPhase.Acknowledged when _alerts[index].AcknowledgedAt is null => _alerts[index] with { AcknowledgedAt = e.At },
            _ => null,
        };
        if (changed is not null) _alerts[index] = changed;
        return changed;
    }

    private void Forget()
    {
        while (_alerts.Count(a => a.ResolvedAt is not null) > KeepResolved)
            _alerts.RemoveAt(_alerts.FindIndex(a => a.ResolvedAt is not null));
    }
}
