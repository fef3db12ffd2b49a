using System.Text;

namespace ClaudeLens.Load.Readers;

/// <summary>How each contender is asked for its stream.</summary>
internal static class Wire
{
    /// <summary>SignalR's own handshake, as one masked text frame with a mask of zeros.</summary>
    public static readonly byte[] SignalRHello = [0x81, 0x80 | 33, 0, 0, 0, 0, .. "{\"protocol\":\"json\", \"version\":1}\u001e"u8];

    public static bool HasHandshake(string contender) => !contender.StartsWith("tcp", StringComparison.Ordinal);

    public static string Request(string contender, int port, string? since)
    {
        var (path, more) = contender switch
        {
            "whole" => ("/ws/activity-stream?max_rate=0", "Sec-WebSocket-Protocol: claudelens.v1\r\n"),
            "claudelens-v1" => ("/ws/activity-stream?max_rate=0&types=new_message", "Sec-WebSocket-Protocol: claudelens.v1\r\n"),
            "claudelens-plain" => ("/ws/activity-stream?max_rate=0&types=new_message", ""),
            "signalr" => ("/frames", ""),
            _ => ("/", ""),
        };
        if (since is not null) path += $"&since={since}";
        return !HasHandshake(contender) ? "\n" :
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: {Convert.ToBase64String(Encoding.ASCII.GetBytes("0123456789abcdef"))}\r\nSec-WebSocket-Version: 13\r\n{more}\r\n";
    }
}
