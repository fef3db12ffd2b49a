using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;

namespace ClaudeLens.Bench.Truth;

/// <summary>What the stream said of a session, and when.</summary>
internal sealed record Said(double At, string Session, string Status, string? WaitingFor, bool NeedsYou, string Reason, string Evidence, bool Ended, string Path)
{
    public bool Works => !Ended && Status is ("active" or "thinking");
    public override string ToString() => $"{(Ended ? "ended" : Status)}{(WaitingFor is null ? "" : " " + WaitingFor)}: {Reason} ({Evidence})";
}

/// <summary>A viewer of the activity stream, as the page is one.</summary>
internal sealed class Stream : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<Said> _said = new();
    private Task _reading = Task.CompletedTask;

    public Clock Clock { get; } = new();
    public IReadOnlyCollection<Said> Said => _said;

    public static async Task<Stream> OpenAsync(string url, CancellationToken stop)
    {
        var stream = new Stream();
        using var http = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                (await http.GetAsync($"{url}/readyz", stop)).EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException) when (tries < 400)
            {
                await Contender.Wait(50, stop);
            }
        }
        stream._socket.Options.AddSubProtocol("claudelens.v1");
        await stream._socket.ConnectAsync(new Uri(url.Replace("http", "ws", StringComparison.Ordinal) + "/ws/activity-stream"), stop);
        stream._reading = stream.ReadAsync(stop);
        return stream;
    }

    /// <summary>The last thing said of the session of a project folder at a moment.</summary>
    public Said? Last(string session, double until = double.MaxValue) => _said.LastOrDefault(s => s.Session == session && s.At <= until);

    /// <summary>The first thing said from a moment on (or already standing then) that fits.</summary>
    public Said? First(string session, double from, Func<Said, bool> fits)
    {
        if (Last(session, from) is { } standing && fits(standing)) return standing with { At = from };
        return _said.FirstOrDefault(s => s.Session == session && s.At >= from && fits(s));
    }

    public async Task<Said?> WaitAsync(string session, double from, Func<Said, bool> fits, double seconds, CancellationToken stop)
    {
        var end = Clock.Now + seconds;
        while (true)
        {
            if (First(session, from, fits) is { } said) return said;
            if (Clock.Now > end) return null;
            await Contender.Wait(10, stop);
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var buffer = new byte[1 << 22];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(buffer.AsMemory(length), stop);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close) return;
                var now = Clock.Now;
                var frames = JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement;
                if (frames.ValueKind != JsonValueKind.Array)
                    Take(frames, now);
                else
                    foreach (var frame in frames.EnumerateArray()) Take(frame, now);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // The run is over.
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"the stream cannot be read: {e}");
        }
    }

    private void Take(JsonElement frame, double now)
    {
        if (frame.GetProperty("type").GetString() != "session_update") return;
        var s = frame.GetProperty("data").GetProperty("session");
        _said.Enqueue(new(now, s.GetProperty("session_id").GetString()!, s.GetProperty("status").GetString()!, s.GetProperty("waiting_for").GetString(),
            s.GetProperty("needs_you").GetBoolean(), s.GetProperty("reason").GetString()!, s.GetProperty("evidence").GetString()!,
            s.GetProperty("ended_at").ValueKind != JsonValueKind.Null, s.GetProperty("path").GetString() ?? ""));
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }
}
