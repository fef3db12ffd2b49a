using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources;

/// <summary>What on this machine is read, and how far back (section <c>Sources</c>).</summary>
public sealed class SourcesOptions : IValidatableObject
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);

    /// <summary>Config folders of Claude Code. Empty: <c>CLAUDE_CONFIG_DIR</c> (may be a list), else <c>~/.claude</c> and <c>~/.config/claude</c>.</summary>
    public IList<string> ClaudeDirs { get; set; } = [];

    /// <summary>Transcripts changed within this time are read at start-up: <c>90m</c>, <c>24h</c>, <c>7d</c>.</summary>
    public string History { get; set; } = "24h";

    /// <summary>A longer line is skipped, counted and said.</summary>
    [Range(1024, 1 << 30)]
    public int MaxLineBytes { get; set; } = 64 << 20;

    /// <summary>How often files that grew lately are looked at, in case no notification came.</summary>
    public TimeSpan LiveSweep { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often all folders are looked at.</summary>
    public TimeSpan FullSweep { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Off: nothing is watched, only swept, e.g. where a mount reports nothing.</summary>
    public bool Watch { get; set; } = true;

    public TimeSpan HistorySpan => Duration.TryParse(History, out var span) ? span : TimeSpan.FromHours(24);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Duration.TryParse(History, out _))
            yield return new ValidationResult($"Sources:History is '{History}'; write it like 90m, 24h or 7d.", [nameof(History)]);
        if (LiveSweep < Shortest || FullSweep < Shortest)
            yield return new ValidationResult($"Sources:LiveSweep and Sources:FullSweep must be at least {Shortest.TotalMilliseconds} ms.", [nameof(LiveSweep), nameof(FullSweep)]);
    }
}

[OptionsValidator]
internal sealed partial class SourcesOptionsValidator : IValidateOptions<SourcesOptions>;
