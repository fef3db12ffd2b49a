using System.Text.Json;

namespace ClaudeLens.Tests.Flow;

/// <summary>What the running program answers over REST.</summary>
internal static class RestClient
{
    public static async Task<JsonElement> LiveAsync(this RunningProgram program) => await program.GetAsync("/api/v1/analytics/live-activity");

    public static async Task<JsonElement> GetAsync(this RunningProgram program, string path)
    {
        using var response = await program.Http.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {text}\n{program.Output}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Every session there is, by id, ended ones too.</summary>
    public static async Task<Dictionary<string, JsonElement>> SessionsAsync(this RunningProgram program)
    {
        var list = await program.GetAsync("/api/v1/analytics/active-sessions?include=ended&limit=500");
        return list.GetProperty("active_sessions").EnumerateArray().ToDictionary(s => s.GetProperty("session_id").GetString()!);
    }

    /// <summary>The ids of all events of a session, newest first, page by page.</summary>
    public static async Task<List<string>> EventIdsAsync(this RunningProgram program, string sessionId)
    {
        var ids = new List<string>();
        string? before = null;
        do
        {
            var page = await program.GetAsync($"/api/v1/sessions/{sessionId}/events?limit=500{(before is null ? "" : $"&before={before}")}");
            ids.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("id").GetString()!));
            before = page.GetProperty("next") is { ValueKind: JsonValueKind.Number } next ? next.GetRawText() : null;
        }
        while (before is not null);
        return ids;
    }

    /// <summary>Waits until so many messages of a session are told to everybody: the journal has them a moment before.</summary>
    public static Task ToldAsync(this RunningProgram program, string sessionId, int messages) => Wait.ForAsync(
        $"{messages} messages told",
        async () => (await program.SessionsAsync()).TryGetValue(sessionId, out var session) ? session.GetProperty("message_count").GetInt32() : 0,
        told => told == messages);

    /// <summary>Waits until everything that was there at start-up is read.</summary>
    public static Task<JsonElement> WatchingAsync(this RunningProgram program) =>
        Wait.ForAsync("start-up reading is done", program.LiveAsync, live => live.GetProperty("scan").GetProperty("state").GetString() == "watching");
}
