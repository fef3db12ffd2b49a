namespace ClaudeLens.Live.Fold;

/// <summary>Who is there and what they do, counted in one pass.</summary>
internal readonly record struct Census(int Open, int Thinking, int Working, int Waiting, IReadOnlyList<string> Projects)
{
    public static Census Of(IEnumerable<SessionView> views)
    {
        int open = 0, thinking = 0, working = 0, waiting = 0;
        var projects = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var view in views)
        {
            if (view.EndedAt is not null) continue;
            open++;
            if (view.Status == SessionStatus.Thinking) thinking++;
            if (view.Status == SessionStatus.Active) working++;
            if (view.NeedsYou) waiting++;
            projects.Add(view.Project);
        }
        return new(open, thinking, working, waiting, [.. projects]);
    }
}
