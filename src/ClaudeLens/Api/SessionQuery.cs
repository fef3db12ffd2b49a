using ClaudeLens.Live;

namespace ClaudeLens.Api;

/// <summary>What a list of sessions is asked for.</summary>
internal sealed record SessionQuery(IReadOnlySet<SessionStatus> Status, string? Project, int Limit, int Offset, string Sort, bool WithEnded)
{
    private const int MostSessions = 10_000;

    /// <summary>Null with a sentence for the caller when something in it cannot be meant.</summary>
    public static SessionQuery? Parse(string? status, string? project, int? limit, int? offset, string? sort, string? include, out string? wrong)
    {
        wrong = null;
        var statuses = new HashSet<SessionStatus>();
        foreach (var name in Words(status))
        {
            if (Enum.TryParse<SessionStatus>(name, ignoreCase: true, out var one) && !char.IsAsciiDigit(name[0])) statuses.Add(one);
            else wrong = $"status is one or more of active, idle, thinking, not '{name}'.";
        }
        if (limit is < 1 or > MostSessions) wrong = $"limit is between 1 and {MostSessions}, not {limit}.";
        if (offset < 0) wrong = $"offset is 0 or more, not {offset}.";
        if (sort is not null && !Orders.ContainsKey(sort.TrimStart('-'))) wrong = $"sort is one of {string.Join(", ", Orders.Keys)}, with a - in front for descending, not '{sort}'.";
        if (Words(include).FirstOrDefault(i => i != "ended") is { } unknown) wrong = $"include is ended or nothing, not '{unknown}'.";
        return wrong is null
            ? new(statuses, project, limit ?? MostSessions, offset ?? 0, sort ?? "-last_activity", Words(include).Contains("ended"))
            : null;
    }

    public (IReadOnlyList<SessionView> Page, int Total) Run(LiveSnapshot live)
    {
        IEnumerable<SessionView> all = WithEnded ? live.ActiveSessions.Concat(live.EndedSessions) : live.ActiveSessions;
        if (Status.Count > 0) all = all.Where(s => Status.Contains(s.Status));
        if (Project is not null) all = all.Where(s => s.Project == Project);
        var order = Orders[Sort.TrimStart('-')];
        var sorted = (Sort.StartsWith('-') ? all.OrderByDescending(order) : all.OrderBy(order)).ToList();
        return (sorted[Math.Min(Offset, sorted.Count)..Math.Min(Offset + Limit, sorted.Count)], sorted.Count);
    }

    private static readonly Dictionary<string, Func<SessionView, IComparable?>> Orders = new()
    {
        ["last_activity"] = s => s.LastActivity,
        ["started_at"] = s => s.StartedAt,
        ["current_cost"] = s => s.CurrentCost,
        ["cost_per_hour"] = s => s.CostPerHour,
        ["message_count"] = s => s.MessageCount,
        ["status_since"] = s => s.StatusSince,
        ["project"] = s => s.Project,
    };

    private static string[] Words(string? list) =>
        list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
