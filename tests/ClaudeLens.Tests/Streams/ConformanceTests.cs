using System.Text;

namespace ClaudeLens.Tests.Streams;

/// <summary>RFC 6455, from the side of a client that does everything a client can do.</summary>
public sealed class ConformanceTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    [Fact]
    public async Task The_handshake_answers_with_the_key_it_was_given()
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.SendAsync(RawClient.Request(server.Port, "/ws/activity-stream"));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101", head, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", head, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ws/activity-stream", "short", "13", "GET", 400)]
    [InlineData("/ws/activity-stream", "dGhlIHNhbXBsZSBub25jZQ==", "8", "GET", 426)]
    [InlineData("/ws/activity-stream", "dGhlIHNhbXBsZSBub25jZQ==", "13", "POST", 405)]
    [InlineData("/ws/activity-stream?types=nonsense", "dGhlIHNhbXBsZSBub25jZQ==", "13", "GET", 400)]
    [InlineData("/ws/metrics-updates?types=new_message", "dGhlIHNhbXBsZSBub25jZQ==", "13", "GET", 400)]
    [InlineData("/ws/activity-stream?max_rate=-1", "dGhlIHNhbXBsZSBub25jZQ==", "13", "GET", 400)]
    public async Task A_handshake_that_cannot_be_accepted_says_why(string path, string key, string version, string method, int status)
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.ConnectAsync(server.Port);
        await client.SendAsync(RawClient.Request(server.Port, path, key: key, version: version, method: method));
        Assert.StartsWith($"HTTP/1.1 {status}", await client.ReadHeadAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public async Task A_ping_is_answered_with_its_own_payload(int length)
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Port);
        var payload = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        await client.SendFrameAsync(9, payload);
        var (opcode, answer) = await client.FrameAsync();
        Assert.Equal(10, opcode);
        Assert.Equal(payload, answer);
    }

    [Fact]
    public async Task Text_of_every_length_form_and_in_fragments_with_a_ping_between_is_taken()
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Port);
        foreach (var length in new[] { 0, 1, 125, 126, 127, 16 * 1024 })
            await client.SendFrameAsync(1, Encoding.ASCII.GetBytes(new string('x', length)));
        var text = "größe 🚀"u8.ToArray();
        await client.SendFrameAsync(1, text[..3], final: false);
        await client.SendFrameAsync(9, Hello);
        await client.SendFrameAsync(0, text[3..9], final: false);
        await client.SendFrameAsync(0, [], final: false);
        await client.SendFrameAsync(0, text[9..]);
        foreach (var part in RawClient.Frame(9, "last"u8.ToArray()).Chunk(1)) await client.Stream.WriteAsync(part, TestContext.Current.CancellationToken);

        var pongs = new List<string>();
        while (pongs.LastOrDefault() != "last") pongs.Add(Encoding.ASCII.GetString((await client.FrameAsync(10)).Payload));
        Assert.Equal(["hello", "last"], pongs);
    }

    public static readonly TheoryData<string, byte[], int> Wrong = new()
    {
        { "not masked", RawClient.Frame(1, Hello, masked: false), 1002 },
        { "reserved bit 1", RawClient.Frame(1, Hello, reserved: 4), 1002 },
        { "reserved bit 2", RawClient.Frame(1, Hello, reserved: 2), 1002 },
        { "reserved bit 3", RawClient.Frame(9, Hello, reserved: 1), 1002 },
        { "opcode 3", RawClient.Frame(3, Hello), 1002 },
        { "opcode 7", RawClient.Frame(7, []), 1002 },
        { "opcode 11", RawClient.Frame(11, Hello), 1002 },
        { "opcode 15", RawClient.Frame(15, []), 1002 },
        { "ping of 126 bytes", RawClient.Frame(9, new byte[126]), 1002 },
        { "ping in fragments", RawClient.Frame(9, Hello, final: false), 1002 },
        { "close in fragments", RawClient.Frame(8, [], final: false), 1002 },
        { "nothing to continue", RawClient.Frame(0, Hello), 1002 },
        { "text inside a message", [.. RawClient.Frame(1, Hello, final: false), .. RawClient.Frame(1, Hello)], 1002 },
        { "length in a longer form", RawClient.Frame(1, Hello, lengthForm: 2), 1002 },
        { "length in the longest form", RawClient.Frame(1, Hello, lengthForm: 8), 1002 },
        { "binary", RawClient.Frame(2, Hello), 1003 },
        { "text that is not UTF-8", RawClient.Frame(1, [0xc3, 0x28]), 1007 },
        { "text cut in a character", RawClient.Frame(1, [0xe2, 0x82]), 1007 },
        { "one byte too many", RawClient.Frame(1, new byte[16 * 1024 + 1]), 1009 },
        { "one byte too many in fragments", [.. RawClient.Frame(1, new byte[16 * 1024], final: false), .. RawClient.Frame(0, [1])], 1009 },
        { "an announced gigabyte", [0x81, 0xff, 0, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4], 1009 },
        { "a negative length", [0x81, 0xff, 0xff, 0, 0, 0, 0x40, 0, 0, 0, 1, 2, 3, 4], 1002 },
        { "close with one byte", RawClient.Frame(8, [3]), 1002 },
        { "close with a code nobody may send", RawClient.Frame(8, [0x03, 0xed]), 1002 },
        { "close with a code of no meaning", RawClient.Frame(8, [0, 1]), 1002 },
        { "close with a reason that is not UTF-8", RawClient.Frame(8, [0x03, 0xe8, 0xff]), 1007 },
        { "close", RawClient.Frame(8, [0x03, 0xe8]), 1000 },
        { "close with a reason", RawClient.Frame(8, [0x0f, 0xa0, (byte)'b']), 4000 },
        { "close without a code", RawClient.Frame(8, []), 1005 },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_ends_a_connection_is_answered_with_its_code(string what, byte[] bytes, int code)
    {
        await using var server = await StreamServer.StartAsync();
        using var client = await RawClient.OpenAsync(server.Port);
        await client.Stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        Assert.True(code == await client.CloseCodeAsync(), what);
        await client.SendFrameAsync(8, []);
        Assert.Equal(-1, (await client.FrameAsync()).Opcode);
        await ServerConditions.UntilAsync(() => server.Pump.Viewers.Count == 0, "the viewer is gone");
    }
}
