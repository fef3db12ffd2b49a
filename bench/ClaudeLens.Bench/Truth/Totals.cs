using System.Text.Json;

namespace ClaudeLens.Bench.Truth;

/// <summary>Tokens of every session over REST, against what the API sent and a transcript holds.</summary>
internal static class Totals
{
    /// <returns>How many sessions differ without an answer of which a part is missing.</returns>
    public static async Task<int> CompareAsync(Place place, Stub stub, CancellationToken stop)
    {
        var sent = stub.Sent();
        var (held, cut) = Held(place, sent);
        // Asked in a session that was left before the answer came (2.0.76, at a resume): the client writes it to the one it went to.
        var elsewhere = held.Where(h => !h.Value.Contains(sent[h.Key].Session)).Select(h => h.Key).ToHashSet();
        var want = held.GroupBy(h => elsewhere.Contains(h.Key) ? h.Value.First() : sent[h.Key].Session).ToDictionary(g => g.Key, g => Sum(g.Select(h => sent[h.Key].Tokens)));
        using var http = new HttpClient();
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"{Place.Url}/api/v1/analytics/active-sessions?include=ended&limit=500", stop));
        var table = new Table("tokens that differ from what the API sent", "session", "ours (input / output / cache read / written)", "the API's", "why");
        var (equal, differ) = (0, 0);
        foreach (var session in answer.RootElement.GetProperty("active_sessions").EnumerateArray())
        {
            var id = session.GetProperty("session_id").GetString()!;
            var t = session.GetProperty("tokens");
            long[] ours = [t.GetProperty("input").GetInt64(), t.GetProperty("output").GetInt64(), t.GetProperty("cache_read").GetInt64(), t.GetProperty("cache_creation").GetInt64()];
            var theirs = want.GetValueOrDefault(id, [0, 0, 0, 0]);
            if (ours.SequenceEqual(theirs))
            {
                equal++;
                continue;
            }
            if (!cut.Contains(id)) differ++;
            table.Add(id, string.Join(" / ", ours), string.Join(" / ", theirs), cut.Contains(id) ? "an answer was cut off, or not written to its end" : "**unexplained**");
        }
        if (equal < answer.RootElement.GetProperty("total").GetInt32()) table.Print();
        Console.WriteLine($"Tokens: {equal} sessions equal what the API sent, {differ} differ without a reason. Messages in no file of the session that asked for them: {elsewhere.Count}.");
        return differ;
    }

    /// <summary>Messages of the API that some transcript holds, by the sessions their lines name, and sessions with an answer that was never sent, or never written, in full.</summary>
    private static (Dictionary<string, HashSet<string>> Held, HashSet<string> Cut) Held(Place place, Dictionary<string, (string Session, long[] Tokens)> sent)
    {
        Dictionary<string, HashSet<string>> held = [];
        HashSet<string> cut = [];
        // Who is killed has sometimes heard an answer to its end and written only its beginning.
        Dictionary<string, long> written = [];
        foreach (var line in Directory.EnumerateFiles(Path.Combine(place.Claude, "projects"), "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines))
        {
            var entry = JsonDocument.Parse(line).RootElement;
            if (!entry.TryGetProperty("message", out var message) || !message.TryGetProperty("id", out var id) || !message.TryGetProperty("usage", out var usage)) continue;
            written[id.GetString()!] = Math.Max(written.GetValueOrDefault(id.GetString()!), usage.GetProperty("output_tokens").GetInt64());
            if (sent.ContainsKey(id.GetString()!)) (held.TryGetValue(id.GetString()!, out var by) ? by : held[id.GetString()!] = []).Add(entry.GetProperty("sessionId").GetString()!);
            else if (id.GetString()!.StartsWith("msg_", StringComparison.Ordinal)) cut.Add(entry.GetProperty("sessionId").GetString()!);
        }
        foreach (var (id, by) in held.Where(h => written[h.Key] < sent[h.Key].Tokens[1])) cut.UnionWith(by);
        return (held, cut);
    }

    private static long[] Sum(IEnumerable<long[]> all) => all.Aggregate(new long[4], (sum, next) => [.. sum.Zip(next, (a, b) => a + b)]);
}
