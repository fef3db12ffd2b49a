using ClaudeLens.Events;
using ClaudeLens.Pricing;

namespace ClaudeLens.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenUsage Million = new() { Input = 1_000_000 };
    private readonly PriceBook _prices = new();

    [Theory]
    [InlineData("claude-sonnet-4-5", "3")]
    [InlineData("claude-sonnet-4-5-20250929", "3")]
    [InlineData("claude-sonnet-4-5@20250929", "3")]
    [InlineData("claude-sonnet-4.5", "3")]
    [InlineData("claude-4-5-sonnet", "3")]
    [InlineData("anthropic/claude-sonnet-4.5", "3")]
    [InlineData("claude-sonnet-4-5[1m]", "3")]
    [InlineData("CLAUDE-Sonnet-4-5", "3")]
    [InlineData("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "3")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "3.3")]
    [InlineData("anthropic.claude-sonnet-4-5-20250929-v1:0", "3.3")]
    [InlineData("arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "3.3")]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0", "3")]
    [InlineData("claude-3-5-haiku-latest", "0.8")]
    [InlineData("claude-3-5-sonnet-v2@20241022", "3")]
    [InlineData("claude-opus-4-0", "15")]
    [InlineData("claude-opus-4-1-20250805", "15")]
    [InlineData("claude-opus-4-8[1m]", "5")]
    [InlineData("claude-opus-5-5", "4")]
    [InlineData("claude-opus-5-5-20260922", "4")]
    [InlineData("claude-sonnet-5-5", "2")]
    [InlineData("claude-haiku-4-5-20251001", "1")]
    [InlineData("claude-fable-5-2", "8")]
    public void Every_form_of_a_name_finds_its_price(string model, string perMillion)
    {
        // Short prompts: a thousand of a thousand tokens.
        var cost = _prices.Cost(model, new TokenUsage { Input = 1_000 }, Now);

        Assert.Equal(decimal.Parse(perMillion), cost * 1_000);
        Assert.True(_prices.Knows(model));
    }

    [Theory]
    [InlineData("claude-opus-6")]
    [InlineData("claude-sonnet-5-6")]
    [InlineData("claude-opus-5-5-preview")]
    [InlineData("claude-")]
    [InlineData("gpt-5")]
    [InlineData("sonnet")]
    [InlineData("")]
    public void A_model_nobody_priced_is_unknown_and_not_free(string model)
    {
        Assert.Null(_prices.Cost(model, Million, Now));
        Assert.Null(_prices.ContextWindow(model));
        Assert.False(_prices.Knows(model));
    }

    [Fact]
    public void What_the_client_wrote_itself_is_free()
    {
        Assert.Equal(0, _prices.Cost("<synthetic>", Million, Now));
        Assert.True(_prices.Knows("<synthetic>"));
        Assert.Null(_prices.ContextWindow("<synthetic>"));
    }

    [Fact]
    public void Each_kind_of_token_has_its_own_price()
    {
        var usage = new TokenUsage { Input = 10, Output = 100, CacheRead = 1_000, CacheWrite5m = 10_000, CacheWrite1h = 20_000, WebSearches = 3 };

        Assert.Equal((10 * 4 + 100 * 20 + 1_000 * 0.2m + 10_000 * 5 + 20_000 * 8) / 1_000_000 + 0.03m, _prices.Cost("claude-opus-5-5", usage, Now));
    }

    [Theory]
    [InlineData("claude-sonnet-4-5", 200_000, "15")]
    [InlineData("claude-sonnet-4-5", 200_001, "22.5")]
    [InlineData("claude-haiku-5-5", 100_000, "0.5")]
    [InlineData("claude-haiku-5-5", 100_001, "2.5")]
    [InlineData("claude-opus-5-5", 900_000, "20")]
    public void A_long_prompt_changes_the_price_of_the_whole_request(string model, long prompt, string outputPerMillion)
    {
        // The cached part of the prompt counts to its length.
        var without = _prices.Cost(model, new TokenUsage { Input = 1, CacheRead = prompt - 1 }, Now);
        var with = _prices.Cost(model, new TokenUsage { Input = 1, CacheRead = prompt - 1, Output = 1_000_000 }, Now);

        Assert.Equal(decimal.Parse(outputPerMillion), with - without);
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", "2026-10-06T23:59:59Z", "0.2")]
    [InlineData("claude-sonnet-5-5", "2026-10-07T00:00:00Z", "0.1")]
    [InlineData("claude-sonnet-5-5", "2026-10-06T22:00:00-03:00", "0.1")]
    [InlineData("claude-opus-4-6", "2026-03-12T12:00:00Z", "1")]
    [InlineData("claude-opus-4-6", "2026-03-13T12:00:00Z", "0.5")]
    public void The_price_is_that_of_the_messages_day(string model, string at, string cacheReadPerMillion) =>
        Assert.Equal(decimal.Parse(cacheReadPerMillion), _prices.Cost(model, new TokenUsage { CacheRead = 1_000_000 }, DateTimeOffset.Parse(at)));

    [Fact]
    public void Fast_mode_region_and_batch_multiply_the_tokens_and_not_the_searches()
    {
        var usage = Million with { WebSearches = 100 };

        Assert.Equal(4 + 1, _prices.Cost("claude-opus-5-5", usage with { Speed = "standard", InferenceGeo = "not_available", ServiceTier = "standard" }, Now));
        Assert.Equal(8 + 1, _prices.Cost("claude-opus-5-5", usage with { Speed = "fast" }, Now));
        Assert.Equal(4.4m + 1, _prices.Cost("claude-opus-5-5", usage with { InferenceGeo = "us" }, Now));
        Assert.Equal(2 + 1, _prices.Cost("claude-opus-5-5", usage with { ServiceTier = "batch" }, Now));
        Assert.Equal(8.8m + 1, _prices.Cost("claude-opus-5-5", usage with { Speed = "fast", InferenceGeo = "us" }, Now));
        Assert.Equal(30, _prices.Cost("claude-opus-4-7", Million with { Speed = "fast" }, Now));
    }

    [Fact]
    public void Fast_mode_without_a_known_price_is_unknown() =>
        Assert.Null(_prices.Cost("claude-sonnet-5-5", Million with { Speed = "fast" }, Now));

    [Theory]
    [InlineData("claude-sonnet-4-5", 200_000)]
    [InlineData("claude-sonnet-4-5[1m]", 1_000_000)]
    [InlineData("claude-opus-5-5", 1_000_000)]
    [InlineData("claude-haiku-4-5-20251001", 200_000)]
    [InlineData("some-gateway-model[1m]", 1_000_000)]
    public void The_context_window_comes_from_the_name_and_the_data(string model, long window) =>
        Assert.Equal(window, _prices.ContextWindow(model));

    [Fact]
    public void A_known_model_costs_no_allocation()
    {
        var usage = new TokenUsage { Input = 5, Output = 170, CacheWrite5m = 12_670, WebSearches = 1, Speed = "fast", InferenceGeo = "us" };
        _prices.Cost("claude-opus-5-5", usage, Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            _prices.Cost("claude-opus-5-5", usage, Now);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
