using System.Collections.Concurrent;
using ClaudeLens.Events;

namespace ClaudeLens.Pricing;

/// <summary>
/// What a usage costs, in USD. A model without a known price costs null, never 0. Thread-safe; a name is resolved once.
/// Where the prices and factors come from: docs/pricing.md.
/// </summary>
public sealed class PriceBook
{
    private const long LongContextWindow = 1_000_000;
    // Inference kept in the US, on the Claude API: every token costs 1.1 times as much.
    private const decimal UsInference = 1.1m;
    private const decimal BatchDiscount = 0.5m;
    // Names come from outside: past this many, resolve again rather than remember.
    private const int RememberedNames = 4_096;

    private static readonly Entry Free = new(null, LongContext: false, Regional: false);
    private readonly Dictionary<string, ModelPrices> _models = [];
    private readonly ConcurrentDictionary<string, Entry?> _names = [];

    public PriceBook() : this(new PricingOptions(), PriceList.Embedded())
    {
    }

    internal PriceBook(PricingOptions options, PriceList list)
    {
        foreach (var model in list.Models)
            _models[model.Id] = model;
        foreach (var (name, price) in options.Models)
        {
            var known = _models.GetValueOrDefault(ModelName.Parse(name).Key);
            var priced = price.ToPrices(name, known);
            _models[ModelName.Plain(name)] = priced;
            _models[ModelName.Parse(name).Key] = priced;
        }
    }

    /// <summary>Null: no price is known for this usage.</summary>
    public decimal? Cost(string model, TokenUsage usage, DateTimeOffset at)
    {
        if (Find(model) is not { } entry)
            return null;
        if (entry.Prices is not { } prices)
            return 0;
        if (prices.On(at) is not { } rates)
            return null;
        decimal searches = 0;
        if (usage.WebSearches > 0)
        {
            if (rates.WebSearch is not { } search)
                return null;
            searches = usage.WebSearches * search / 1_000m;
        }
        var tokens = rates.For(usage).OfTokens(usage);
        if (usage.Speed == "fast")
        {
            if (prices.Fast is not { } fast)
                return null;
            tokens *= fast;
        }
        if (usage.InferenceGeo == "us")
            tokens *= UsInference;
        if (usage.ServiceTier == "batch")
            tokens *= BatchDiscount;
        if (entry.Regional)
            tokens *= prices.BedrockRegional ?? 1;
        return tokens + searches;
    }

    /// <summary>
    /// What a client charged for all it asked of a model. Where the user set a price of his own, by that (a sum of many requests
    /// has no long prompts); 0 where no price is known, as its messages are.
    /// </summary>
    public decimal CostOfTotal(ModelTotal total, DateTimeOffset at)
    {
        if (Find(total.Model) is not { Prices: { } prices })
            return 0;
        if (!prices.Own || prices.On(at) is not { } rates)
            return total.CostUsd;
        return rates.OfTokens(total.Usage) + total.Usage.WebSearches * (rates.WebSearch ?? 0) / 1_000m;
    }

    /// <summary>Tokens the model's context holds; null where it is not known.</summary>
    public long? ContextWindow(string model) => Find(model) switch
    {
        { LongContext: true } => LongContextWindow,
        { Prices: { } prices } => prices.ContextWindow,
        null when ModelName.Parse(model).LongContext => LongContextWindow,
        _ => null,
    };

    public bool Knows(string model) => Find(model) is not null;

    private Entry? Find(string model)
    {
        if (_names.TryGetValue(model, out var entry))
            return entry;
        entry = Resolve(model);
        if (_names.Count < RememberedNames)
            _names.TryAdd(model, entry);
        return entry;
    }

    private Entry? Resolve(string model)
    {
        if (model == "<synthetic>")
            return Free;
        var name = ModelName.Parse(model);
        return _models.TryGetValue(ModelName.Plain(model), out var prices) || _models.TryGetValue(name.Key, out prices)
            ? new(prices, name.LongContext, name.BedrockRegional)
            : null;
    }

    /// <summary>A name resolved. No prices: free, the client wrote the message itself.</summary>
    private sealed record Entry(ModelPrices? Prices, bool LongContext, bool Regional);
}
