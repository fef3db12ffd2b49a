namespace ClaudeLens.Live;

/// <summary>The numbers of everything together. One definition for REST, both streams, alerts and page.</summary>
public sealed record LiveMetrics
{
    /// <summary>Messages in the last 60 seconds.</summary>
    public int MessagesPerMinute { get; init; }
    /// <summary>How many sessions the list of active sessions holds.</summary>
    public int ActiveSessions { get; init; }
    /// <summary>USD an hour: the cost of the last five minutes times twelve.</summary>
    public decimal CostPerHourRate { get; init; }
    public IReadOnlyList<string> ActiveProjects { get; init; } = [];
    public long TokensPerMinute { get; init; }
    public int Thinking { get; init; }
    public int Working { get; init; }
    public int Waiting { get; init; }
    /// <summary>Errors in the last 60 seconds.</summary>
    public int ErrorsPerMinute { get; init; }
    public int ErrorsLastHour { get; init; }
    /// <summary>USD since midnight of the server's day.</summary>
    public decimal CostToday { get; init; }
}

/// <summary>What happened in one minute, for the sparklines.</summary>
public sealed record MinutePoint(DateTimeOffset Minute, int Messages, decimal Cost, long Tokens, int Errors, int ActiveSessions);
