using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Alerts;

public sealed record AlertOptions
{
    /// <summary>A session that waits so many seconds for a permission, an answer or a plan's approval. 0: never told.</summary>
    [Range(0, 86_400)]
    public int WaitingSeconds { get; set; } = 30;

    /// <summary>USD an hour, all sessions together. 0: never told.</summary>
    [Range(0, 1_000_000)]
    public double CostPerHour { get; set; } = 50;

    /// <summary>Errors within a minute, all sessions together. 0: never told.</summary>
    [Range(0, 1_000_000)]
    public int ErrorsPerMinute { get; set; } = 5;
}

[OptionsValidator]
internal sealed partial class AlertOptionsValidator : IValidateOptions<AlertOptions>;
