using Microsoft.Extensions.Options;

namespace ClaudeLens.Pricing;

/// <summary>Configuration section <c>Pricing</c>: prices a user adds, or puts in the place of ours.</summary>
public sealed class PricingOptions
{
    public Dictionary<string, ModelPrice> Models { get; } = [];

    internal List<string> Errors { get; } = [];

    // Read by hand: the binder would stop at the first number it cannot read, and pass over a misspelt key in silence.
    internal void Read(IConfiguration section)
    {
        foreach (var model in section.GetSection("Models").GetChildren())
            Models[model.Key] = new ModelPrice(new PriceSection(model, Errors));
    }

    internal sealed class Validator : IValidateOptions<PricingOptions>
    {
        public ValidateOptionsResult Validate(string? name, PricingOptions options) =>
            options.Errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Errors);
    }
}

/// <summary>
/// One model's price: USD per million tokens, web searches per thousand. What is left out follows from the input price as
/// Anthropic's own prices do: a cache read costs a tenth of it, a 5-minute write 1.25 times, a 1-hour write twice.
/// </summary>
public sealed record ModelPrice
{
    internal ModelPrice(PriceSection section)
    {
        Input = section.Required("input");
        Output = section.Required("output");
        CacheRead = section.Number("cache_read") ?? Input * 0.1m;
        CacheWrite5m = section.Number("cache_write_5m") ?? Input * 1.25m;
        CacheWrite1h = section.Number("cache_write_1h") ?? Input * 2m;
        WebSearch = section.Number("web_search") ?? 10m;
        Fast = section.Number("fast");
        ContextWindow = section.Tokens("context_window");
        if (section.Child("above") is { } above)
        {
            AboveTokens = above.Tokens("tokens", required: true);
            Above = new ModelPrice(above);
        }
        section.RefuseOthers();
    }

    public decimal Input { get; init; }
    public decimal Output { get; init; }
    public decimal CacheRead { get; init; }
    public decimal CacheWrite5m { get; init; }
    public decimal CacheWrite1h { get; init; }
    public decimal WebSearch { get; init; } = 10m;
    /// <summary>How many times the price fast mode costs.</summary>
    public decimal? Fast { get; init; }
    public long? ContextWindow { get; init; }
    /// <summary>Prices of requests whose prompt is longer than <see cref="AboveTokens"/>.</summary>
    public ModelPrice? Above { get; init; }
    public long? AboveTokens { get; init; }

    internal ModelPrices ToPrices(string name, ModelPrices? known) => new()
    {
        Id = name,
        Own = true,
        ContextWindow = ContextWindow ?? known?.ContextWindow,
        Fast = Fast ?? known?.Fast,
        Prices =
        [
            new DatedRates
            {
                Input = Input,
                Output = Output,
                CacheRead = CacheRead,
                CacheWrite5m = CacheWrite5m,
                CacheWrite1h = CacheWrite1h,
                WebSearch = WebSearch,
                Above = Above is null ? null : new LongPromptRates
                {
                    Tokens = AboveTokens ?? 0,
                    Input = Above.Input,
                    Output = Above.Output,
                    CacheRead = Above.CacheRead,
                    CacheWrite5m = Above.CacheWrite5m,
                    CacheWrite1h = Above.CacheWrite1h,
                },
            },
        ],
    };
}
