using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ClaudeLens.Tests.Streams;

/// <summary>A client as anyone would write it, on the framework's own WebSocket.</summary>
internal sealed class StreamClient : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly Queue<JsonElement> _waiting = new();

    public ClientWebSocket Socket => _socket;
    /// <summary>Whether the last frame was the last of its message.</summary>
    public bool MessageEnded => _waiting.Count == 0;
    /// <summary>Messages received, however many frames were in them.</summary>
    public int Messages { get; private set; }
    /// <summary>Frames of the contract's four types that were taken from it.</summary>
    public long Frames { get; private set; }

    public static Task<StreamClient> OpenAsync(Uri uri, bool v1, string? host = null) => OpenAsync(uri, v1 ? ["claudelens.v1"] : [], host);

    public static async Task<StreamClient> OpenAsync(Uri uri, string[] subprotocols, string? host = null)
    {
        var client = new StreamClient();
        if (host is not null) client._socket.Options.SetRequestHeader("Host", host);
        foreach (var name in subprotocols) client._socket.Options.AddSubProtocol(name);
        using var limit = new CancellationTokenSource(Wait.Patience);
        await client._socket.ConnectAsync(uri, limit.Token);
        return client;
    }

    /// <summary>The next frame; null when the server has closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        while (_waiting.Count == 0)
        {
            if (await MessageAsync() is not { } text) return null;
            Messages++;
            var json = JsonDocument.Parse(text).RootElement;
            if (json.ValueKind == JsonValueKind.Array) foreach (var frame in json.EnumerateArray()) _waiting.Enqueue(frame);
            else _waiting.Enqueue(json);
        }
        var next = _waiting.Dequeue();
        if (next.Type() is "new_message" or "session_update" or "alert" or "metric_update") Frames++;
        return next;
    }

    /// <summary>The next frame of a type, past all others.</summary>
    public async Task<JsonElement> NextAsync(string type)
    {
        while (await NextAsync() is { } frame)
            if (frame.GetProperty("type").GetString() == type)
                return frame;
        throw new InvalidOperationException($"The stream ended with {_socket.CloseStatus} before a {type} came.");
    }

    public async Task<List<JsonElement>> NextAsync(int count)
    {
        var frames = new List<JsonElement>();
        while (frames.Count < count) frames.Add(await NextAsync() ?? throw new InvalidOperationException($"The stream ended with {_socket.CloseStatus} {_socket.CloseStatusDescription}."));
        return frames;
    }

    public async Task SendAsync(string text)
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        await _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, limit.Token);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> MessageAsync()
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        var message = new MemoryStream();
        var part = new byte[64 * 1024];
        while (true)
        {
            var read = await _socket.ReceiveAsync(part, limit.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token);
                return null;
            }
            message.Write(part, 0, read.Count);
            if (read.EndOfMessage) return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}

internal static class FrameExtensions
{
    public static string Type(this JsonElement frame) => frame.GetProperty("type").GetString()!;
    public static long Seq(this JsonElement frame) => frame.GetProperty("seq").GetInt64();
    public static JsonElement Data(this JsonElement frame) => frame.GetProperty("data");
}
