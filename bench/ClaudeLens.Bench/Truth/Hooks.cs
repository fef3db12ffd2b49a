using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace ClaudeLens.Bench.Truth;

/// <summary>What a client says to its hooks.</summary>
internal sealed record Told(double At, string Session, string Event, string Tool);

/// <summary>Listens to the clients' HTTP hooks (2.1.63 and later have them).</summary>
internal sealed class Hooks : IDisposable
{
    private static readonly string[] Events = ["PreToolUse", "PostToolUse", "PermissionRequest", "UserPromptSubmit", "Stop", "Notification"];
    private static readonly string Url = $"{Place.FreeAddress()}/";
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<Told> _told = new();

    public Hooks(Clock clock)
    {
        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = ListenAsync(clock);
    }

    public IReadOnlyCollection<Told> Told => _told;

    /// <summary>A settings file that sends every event here.</summary>
    public static string Settings(Place place)
    {
        var path = Path.Combine(place.Root, "hooks.json");
        File.WriteAllText(path, $"{{\"hooks\":{{{string.Join(',', Events.Select(e => $"\"{e}\":[{{\"hooks\":[{{\"type\":\"http\",\"url\":\"{Url}\",\"timeout\":5}}]}}]"))}}}}}");
        return path;
    }

    private async Task ListenAsync(Clock clock)
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var now = clock.Now;
                using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
                var payload = body.RootElement;
                _told.Enqueue(new(now, payload.GetProperty("session_id").GetString()!, payload.GetProperty("hook_event_name").GetString()!,
                    payload.TryGetProperty("tool_name", out var tool) ? tool.GetString()! : ""));
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    public void Dispose() => _listener.Close();
}
