using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Live;

/// <summary>
/// Every session of which the client wrote its own total: what the transcripts hold and what they do not must add up to it,
/// and what they do not hold must be what the API sent beside (cost-states.jsonl: the last line of each message and each total,
/// session by session; api-auxiliary.json: the requests that are in no transcript, by the API's own log).
/// </summary>
public sealed class ClientTotalsTests
{
    /// <summary>Two answers were cut off by Esc: the client knows what they used in the end, their lines do not.</summary>
    private const string CutOff = "56eb576b-6a81-4982-9b5a-858f8c9ab2c6";

    /// <summary>The client adds up doubles.</summary>
    private static readonly IEqualityComparer<decimal> Noise = EqualityComparer<decimal>.Create((a, b) => Math.Abs(a - b) < 0.000_000_01m);

    private static readonly PriceBook Prices = new();
    private static readonly ILookup<string, JsonNode> Lines = Recorded.Lines("cost-states.jsonl").Select(l => JsonNode.Parse(l)!).ToLookup(l => (string)l["sessionId"]!);
    private static readonly JsonNode Auxiliary = JsonNode.Parse(File.ReadAllText(Recorded.Full("api-auxiliary.json")))!;

    public static TheoryData<string> Sessions => [.. Lines.Select(s => s.Key)];

    [Theory, MemberData(nameof(Sessions))]
    public void What_is_held_and_what_is_not_add_up_to_the_clients_total(string id)
    {
        var view = Fold(Lines.Select(s => s.Key))[id];

        Assert.Equal(Total(id), view.CurrentCost + view.UnattributedCost, Noise);
        if (id == CutOff) Assert.True(view.UnattributedCost > OfAuxiliary(id));
        else Assert.Equal(OfAuxiliary(id), view.UnattributedCost, Noise);
    }

    [Fact]
    public void In_whatever_order_they_are_read()
    {
        string[] ids = [.. Lines.Select(s => s.Key)];
        var want = Describe(Fold(ids));
        Assert.Equal(want, Describe(Fold(ids.Reverse())));
        Assert.Equal(want, Describe(Fold(ids.OrderBy(id => id[7..], StringComparer.Ordinal))));
    }

    /// <summary>By the client, without what a fork began with, and with what a kill made it forget.</summary>
    private static decimal Total(string id)
    {
        var last = Lines[id].Last(IsTotal);
        var since = (long)last["startTime"]!;
        var parent = (string?)Lines[id].LastOrDefault(l => l["requestSessionId"] is not null)?["requestSessionId"];
        var inherited = parent is null ? 0 : (decimal?)Lines[parent].LastOrDefault(l => IsTotal(l) && (long)l["startTime"]! == since)?["totalCostUSD"] ?? 0;
        var forgotten = Lines[id].Where(l => !IsTotal(l) && l["requestSessionId"] is null && At(l).ToUnixTimeMilliseconds() < since)
            .Sum(l => Prices.Cost((string)l["message"]!["model"]!, Usage(l["message"]!["usage"]!), At(l))!.Value);
        return (decimal)last["totalCostUSD"]! - inherited + forgotten;
    }

    private static decimal OfAuxiliary(string id) => (Auxiliary[id]?.AsArray() ?? []).Sum(request => Prices.Cost((string)request!["model"]!, new()
    {
        Input = (long)request["input"]!,
        Output = (long)request["output"]!,
        CacheRead = (long)request["cache_read"]!,
        CacheWrite5m = (long)request["cache_creation"]!,
        WebSearches = (long)request["web_searches"]!,
    }, DateTimeOffset.FromUnixTimeMilliseconds((long)Lines[id].Last(IsTotal)["startTime"]!))!.Value);

    private static TokenUsage Usage(JsonNode usage) => new()
    {
        Input = (long)usage["input_tokens"]!,
        Output = (long)usage["output_tokens"]!,
        CacheRead = (long)usage["cache_read_input_tokens"]!,
        CacheWrite5m = (long)usage["cache_creation_input_tokens"]!,
    };

    private static bool IsTotal(JsonNode line) => (string)line["type"]! == "cost-state";

    private static DateTimeOffset At(JsonNode line) => DateTimeOffset.Parse((string)line["timestamp"]!, CultureInfo.InvariantCulture);

    private static Dictionary<string, SessionView> Fold(IEnumerable<string> ids)
    {
        var fold = new LiveState(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);
        var parser = new LineParser();
        foreach (var id in ids)
        {
            var file = new ParsedFile(TranscriptPath.Of("/x", $"/x/p/{id}.jsonl")!);
            file.StartOver(DateTimeOffset.FromUnixTimeMilliseconds((long)Lines[id].Last(IsTotal)["startTime"]!));
            List<SessionEvent> events = [];
            foreach (var (line, n) in Lines[id].Select((line, n) => (line, n)))
                parser.Parse(Encoding.UTF8.GetBytes(line.ToJsonString()), file, new(n, DateTimeOffset.MaxValue, DateTimeOffset.MinValue), events);
            foreach (var e in events) fold.Apply(e with { SeenAt = e.At });
        }
        fold.Flush();
        var live = fold.Snapshot("e", 0);
        return live.ActiveSessions.Concat(live.EndedSessions).ToDictionary(s => s.SessionId);
    }

    private static string Describe(Dictionary<string, SessionView> views) =>
        string.Join('\n', views.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => JsonSerializer.Serialize(v.Value with { CostPerHour = 0 }, LiveJson.Default.SessionView)));
}
