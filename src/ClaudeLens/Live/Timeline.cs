using ClaudeLens.Events;
using ClaudeLens.Live.Fold;

namespace ClaudeLens.Live;

/// <summary>A stretch of one session's events as lines for people.</summary>
public static class Timeline
{
    /// <param name="newestFirst">As the journal gives them.</param>
    /// <remarks>
    /// Costs are not in it: what a line added depends on all that was read before it. The session's own numbers have them.
    /// </remarks>
    public static IReadOnlyList<Activity> Of(IReadOnlyList<SessionEvent> newestFirst)
    {
        var open = new Dictionary<string, ToolView>();
        var lines = new List<Activity>(newestFirst.Count);
        foreach (var e in newestFirst.Reverse())
        {
            if (e.Tool is { } tool) open[tool.Id] = new ToolView(tool.Id, tool.Name, tool.Target, e.At);
            var finished = e.Outcome is { } outcome ? open.GetValueOrDefault(outcome.ToolUseId) : null;
            if (ActivityWriter.Line(e, project: "", cost: 0, finished) is { } line) lines.Add(line);
        }
        lines.Reverse();
        return lines;
    }
}
