using ClaudeLens.Events;
using ClaudeLens.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Tests.Pricing;

public sealed class PricingOptionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static PriceBook Book(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Pricing:Models:" + s.Key, (string?)s.Value)))
            .Build();
        return new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddPricing().BuildServiceProvider().GetRequiredService<PriceBook>();
    }

    [Fact]
    public void A_model_can_be_added()
    {
        var prices = Book(("house-model:input", "2"), ("house-model:output", "6.5"), ("house-model:context_window", "64000"));

        Assert.Equal(2 + 6.5m, prices.Cost("house-model", new() { Input = 1_000_000, Output = 1_000_000 }, Now));
        Assert.Equal(64_000, prices.ContextWindow("house-model"));
        // What was not said follows from the input price.
        Assert.Equal(0.2m + 2.5m + 4, prices.Cost("house-model", new() { CacheRead = 1_000_000, CacheWrite5m = 1_000_000, CacheWrite1h = 1_000_000 }, Now));
    }

    [Theory]
    [InlineData("claude-opus-5-5")]
    [InlineData("us.anthropic.claude-opus-5-5")]
    [InlineData("claude-opus-5-5-20260922")]
    public void An_own_price_takes_the_place_of_ours_in_every_form_of_the_name(string model)
    {
        var prices = Book(("claude-opus-5-5:input", "1"), ("claude-opus-5-5:output", "1"), ("claude-opus-5-5:web_search", "0"));

        Assert.Equal(2, prices.Cost(model, new() { Input = 1_000_000, Output = 1_000_000, WebSearches = 5 }, Now));
        Assert.Equal(1_000_000, prices.ContextWindow(model));
    }

    [Fact]
    public void A_clients_total_is_its_own_but_for_models_with_an_own_price_and_without_any()
    {
        var prices = Book(("claude-opus-5-5:input", "1"), ("claude-opus-5-5:output", "2"), ("claude-opus-5-5:above:tokens", "10"), ("claude-opus-5-5:above:input", "9"), ("claude-opus-5-5:above:output", "9"));
        decimal Of(string model) => prices.CostOfTotal(new() { Model = model, CostUsd = 7, Usage = new() { Input = 1_000_000, Output = 1_000_000, WebSearches = 1_000 } }, Now);

        Assert.Equal((13m, 7m, 0m), (Of("claude-opus-5-5[1m]"), Of("claude-sonnet-5-5"), Of("nobody-knows-1")));
    }

    [Fact]
    public void Long_prompts_may_cost_more()
    {
        var prices = Book(("m:input", "1"), ("m:output", "1"), ("m:above:tokens", "1000"), ("m:above:input", "2"), ("m:above:output", "3"));

        Assert.Equal(0.001m, prices.Cost("m", new() { Input = 1_000 }, Now));
        Assert.Equal(0.002002m, prices.Cost("m", new() { Input = 1_001 }, Now));
    }

    [Fact]
    public void Every_mistake_is_told_at_once()
    {
        var error = Assert.Throws<OptionsValidationException>(() => Book(
            ("a:input", "cheap"), ("a:output", "-1"), ("b:input", "1"), ("b:output", "1"), ("b:cash_read", "1"),
            ("c:input", "1"), ("d:input", "1"), ("d:output", "1"), ("d:context_window", "big")));

        Assert.Equal(
            [
                "Pricing:Models:a:input: 'cheap' is not a price; a number of 0 or more is.",
                "Pricing:Models:a:output: '-1' is not a price; a number of 0 or more is.",
                "Pricing:Models:b:cash_read: unknown setting; known are input, output, cache_read, cache_write_5m, cache_write_1h, web_search, fast, context_window, above.",
                "Pricing:Models:c: output is missing (USD per million tokens).",
                "Pricing:Models:d:context_window: 'big' is not a number of tokens.",
            ],
            error.Failures.Order());
    }
}
