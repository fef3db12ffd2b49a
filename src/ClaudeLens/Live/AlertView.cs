namespace ClaudeLens.Live;

public sealed record AlertView
{
    public required string Id { get; init; }
    public required string Rule { get; init; }
    public required string Severity { get; init; }
    public string? SessionId { get; init; }
    public string? Project { get; init; }
    public required string Title { get; init; }
    public required string Message { get; init; }
    public required DateTimeOffset TriggeredAt { get; init; }
    public DateTimeOffset? ResolvedAt { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
}
