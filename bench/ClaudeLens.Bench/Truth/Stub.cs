using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaudeLens.Bench.Truth;

/// <summary>The stub of the API, and what it really sent.</summary>
internal sealed partial class Stub : IAsyncDisposable
{
    private readonly Child _child;
    private readonly string _log;

    private Stub(Child child, string log, string url) => (_child, _log, Url) = (child, log, url);

    public string Url { get; }

    public static async Task<Stub> StartAsync(string driver, Place place, CancellationToken stop)
    {
        var log = Path.Combine(place.Root, "stub.jsonl");
        var child = Child.Start("node", [Path.Combine(driver, "stub-api.mjs"), "--port", "0", "--token-ms", "6", "--log", log, "--max-seconds", "1800"]);
        while (true)
        {
            if (Address().Match(child.Said) is { Success: true } match) return new(child, log, match.Value);
            if (child.Ended) throw new InvalidOperationException($"The stub ended:\n{child.Said}");
            await Contender.Wait(50, stop);
        }
    }

    /// <summary>What was sent in full, by message id: the session and its tokens (input, output, cache read, cache written).</summary>
    public Dictionary<string, (string Session, long[] Tokens)> Sent()
    {
        var sent = new Dictionary<string, (string, long[])>();
        foreach (var line in File.ReadLines(_log))
        {
            var entry = JsonDocument.Parse(line).RootElement;
            if (entry.TryGetProperty("usage", out var u) && entry.TryGetProperty("session", out var session))
                sent[entry.GetProperty("id").GetString()!] = (session.GetString()!, Tokens(u));
        }
        return sent;
    }

    public static long[] Tokens(JsonElement usage) =>
        [.. ((string[])["input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"]).Select(name => usage.TryGetProperty(name, out var n) ? n.GetInt64() : 0)];

    public ValueTask DisposeAsync()
    {
        _child.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
