using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaudeLens.Pricing;

/// <summary><c>prices.json</c>: what the program knows about prices when nobody tells it more.</summary>
internal sealed record PriceList
{
    public required DateOnly Generated { get; init; }
    public required string Source { get; init; }
    public required ModelPrices[] Models { get; init; }

    public static PriceList Embedded()
    {
        using var stream = typeof(PriceList).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("prices.json is not in the program.");
        return JsonSerializer.Deserialize(stream, PriceListJson.Default.PriceList)!;
    }
}

internal sealed record ModelPrices
{
    public required string Id { get; init; }
    /// <summary>The user's, in the place of ours.</summary>
    [JsonIgnore]
    public bool Own { get; init; }
    public long? ContextWindow { get; init; }
    /// <summary>Oldest first.</summary>
    public required DatedRates[] Prices { get; init; }
    /// <summary>How many times the price a request in fast mode costs; null where no such price is known.</summary>
    public decimal? Fast { get; init; }
    /// <summary>How many times the price a regional endpoint of Bedrock asks.</summary>
    public decimal? BedrockRegional { get; init; }

    public DatedRates? On(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        for (var i = Prices.Length - 1; i >= 0; i--)
            if (Prices[i].From is not { } from || from <= day)
                return Prices[i];
        return null;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PriceList))]
internal sealed partial class PriceListJson : JsonSerializerContext;
