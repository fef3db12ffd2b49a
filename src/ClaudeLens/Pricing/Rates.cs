using System.Text.Json.Serialization;
using ClaudeLens.Events;

namespace ClaudeLens.Pricing;

/// <summary>What a model asks from one day on: USD per million tokens, and per thousand web searches.</summary>
internal record Rates
{
    public decimal Input { get; init; }
    public decimal Output { get; init; }
    public decimal CacheRead { get; init; }
    [JsonPropertyName("cache_write_5m")]
    public decimal CacheWrite5m { get; init; }
    [JsonPropertyName("cache_write_1h")]
    public decimal CacheWrite1h { get; init; }

    public decimal OfTokens(TokenUsage usage) =>
        (usage.Input * Input + usage.Output * Output + usage.CacheRead * CacheRead
            + usage.CacheWrite5m * CacheWrite5m + usage.CacheWrite1h * CacheWrite1h) / 1_000_000m;
}

/// <summary>The rates of a request whose prompt, cache included, is longer than <see cref="Tokens"/>: all its tokens, not only those above.</summary>
internal sealed record LongPromptRates : Rates
{
    public long Tokens { get; init; }
}

internal sealed record DatedRates : Rates
{
    /// <summary>First day (UTC) of these prices; null on the oldest.</summary>
    public DateOnly? From { get; init; }
    public decimal? WebSearch { get; init; }
    public LongPromptRates? Above { get; init; }

    public Rates For(TokenUsage usage) => Above is { } above && usage.Context > above.Tokens ? above : this;
}
