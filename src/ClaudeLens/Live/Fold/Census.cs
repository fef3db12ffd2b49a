namespace ClaudeLens.Live.Fold;

/// <summary>Who is there and what they do, kept as views are told: counting thousands anew ten times a second would hold up the lines.</summary>
internal sealed class Census
{
    private readonly SortedDictionary<string, int> _projects = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _names;

    public int Open { get; private set; }
    public int Thinking { get; private set; }
    public int Working { get; private set; }
    public int Waiting { get; private set; }
    public IReadOnlyList<string> Projects => _names ??= [.. _projects.Keys];

    /// <param name="before">As it was told before; null when it was not.</param>
    /// <param name="after">As it is told now; null when it is forgotten.</param>
    public void Replace(SessionView? before, SessionView? after)
    {
        if (before is { EndedAt: null }) Count(before, -1);
        if (after is { EndedAt: null }) Count(after, 1);
    }

    private void Count(SessionView view, int sign)
    {
        Open += sign;
        if (view.Status == SessionStatus.Thinking) Thinking += sign;
        if (view.Status == SessionStatus.Active) Working += sign;
        if (view.NeedsYou) Waiting += sign;
        var sessions = _projects.GetValueOrDefault(view.Project) + sign;
        if (sessions == 0) _projects.Remove(view.Project);
        else _projects[view.Project] = sessions;
        if (sessions == 0 || (sessions == 1 && sign == 1)) _names = null;
    }
}
