using System.Text.Json;
using ClaudeLens.Events;
using ClaudeLens.Pricing;

namespace ClaudeLens.Tests.Pricing;

/// <summary>The client prices its sessions itself, in the cost-state line it writes at its exit: ours must say the same.</summary>
public sealed class ClientPricesTests
{
    // Recorded from client 2.1.330: one at each exit.
    private static readonly string[] Lines = [.. Live.Recorded.Lines("cost-states.jsonl").Where(l => l.StartsWith("{\"type\":\"cost-state\"", StringComparison.Ordinal))];
    private readonly PriceBook _prices = new();

    public static TheoryData<int> Recordings => [.. Enumerable.Range(0, Lines.Length)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_sessions_cost_equals_the_clients_own(int line)
    {
        using var state = JsonDocument.Parse(Lines[line]);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(state.RootElement.GetProperty("startTime").GetInt64());
        decimal total = 0;
        foreach (var model in state.RootElement.GetProperty("modelUsage").EnumerateObject())
        {
            var cost = _prices.Cost(model.Name, Usage(model.Value), at);
            Assert.NotNull(cost);
            // The client adds up doubles: its last digits are noise.
            Assert.Equal(model.Value.GetProperty("costUSD").GetDecimal(), cost.Value, 12);
            total += cost.Value;
        }
        Assert.Equal(state.RootElement.GetProperty("totalCostUSD").GetDecimal(), total, 12);
    }

    private static TokenUsage Usage(JsonElement model)
    {
        long Get(string name) => model.GetProperty(name).GetInt64();
        return new()
        {
            Input = Get("inputTokens"),
            Output = Get("outputTokens"),
            CacheRead = Get("cacheReadInputTokens"),
            CacheWrite5m = Get("cacheCreationEphemeral5mInputTokens"),
            CacheWrite1h = Get("cacheCreationEphemeral1hInputTokens"),
            WebSearches = Get("webSearchRequests"),
        };
    }
}
