using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClaudeLens.Tests.Streams;

/// <summary>A WebSocket client of bare bytes: it can send what no library sends, and not read when it does not want to.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly TcpClient _tcp = new() { NoDelay = true };

    public NetworkStream Stream => _tcp.GetStream();
    public Socket Socket => _tcp.Client;

    public static async Task<RawClient> ConnectAsync(int port, int? receiveBuffer = null)
    {
        var client = new RawClient();
        if (receiveBuffer is { } bytes) client._tcp.ReceiveBufferSize = bytes;
        await client._tcp.ConnectAsync(IPAddress.Loopback, port);
        return client;
    }

    public static async Task<RawClient> OpenAsync(int port, string path = "/ws/activity-stream", bool v1 = false, int? receiveBuffer = null)
    {
        var client = await ConnectAsync(port, receiveBuffer);
        await client.SendAsync(Request(port, path, v1 ? "Sec-WebSocket-Protocol: claudelens.v1\r\n" : ""));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        return client;
    }

    public static string Request(int port, string path, string more = "", string key = "dGhlIHNhbXBsZSBub25jZQ==", string version = "13", string method = "GET") =>
        $"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: {version}\r\n{more}\r\n";

    public ValueTask SendAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task<string> ReadHeadAsync()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) head.Append((char)(await ReadAsync(1))[0]);
        return head.ToString();
    }

    /// <summary>A masked frame, as a client must send it, unless told otherwise.</summary>
    public ValueTask SendFrameAsync(int opcode, byte[] payload, bool final = true, bool masked = true, int reserved = 0, int? lengthForm = null) =>
        Stream.WriteAsync(Frame(opcode, payload, final, masked, reserved, lengthForm));

    public static byte[] Frame(int opcode, byte[] payload, bool final = true, bool masked = true, int reserved = 0, int? lengthForm = null)
    {
        var form = lengthForm ?? (payload.Length < 126 ? 0 : payload.Length <= ushort.MaxValue ? 2 : 8);
        var frame = new List<byte> { (byte)((final ? 0x80 : 0) | reserved << 4 | opcode) };
        var mask = (byte)(masked ? 0x80 : 0);
        frame.Add((byte)(mask | (form == 0 ? payload.Length : form == 2 ? 126 : 127)));
        var length = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
        frame.AddRange(length[(8 - form)..]);
        byte[] key = [0x12, 0x34, 0x56, 0x78];
        if (masked) frame.AddRange(key);
        frame.AddRange(masked ? payload.Select((b, i) => (byte)(b ^ key[i & 3])) : payload);
        return [.. frame];
    }

    /// <summary>The next frame of the server; opcode -1 when the connection has ended.</summary>
    public async Task<(int Opcode, byte[] Payload)> FrameAsync()
    {
        try
        {
            var head = await ReadAsync(2);
            Assert.Equal(0x80, head[0] & 0xf0);
            Assert.Equal(0, head[1] & 0x80);
            var length = head[1] switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await ReadAsync(2)),
                127 => (int)BinaryPrimitives.ReadUInt64BigEndian(await ReadAsync(8)),
                var n => n,
            };
            return (head[0] & 0x0f, await ReadAsync(length));
        }
        catch (Exception e) when (e is EndOfStreamException or IOException)
        {
            return (-1, []);
        }
    }

    public async Task<(int Opcode, byte[] Payload)> FrameAsync(int opcode)
    {
        while (true)
        {
            var frame = await FrameAsync();
            if (frame.Opcode == opcode || frame.Opcode == -1) return frame;
        }
    }

    /// <summary>The code of the close frame the server sends; 1005 when it has none, 0 when it only hangs up.</summary>
    public async Task<int> CloseCodeAsync()
    {
        var (opcode, payload) = await FrameAsync(8);
        return opcode == -1 ? 0 : payload.Length == 0 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);
    }

    public void Dispose() => _tcp.Dispose();

    private async Task<byte[]> ReadAsync(int count)
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        var bytes = new byte[count];
        await Stream.ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }
}
