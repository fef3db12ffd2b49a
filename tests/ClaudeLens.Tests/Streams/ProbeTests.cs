using System.Text;

namespace ClaudeLens.Tests.Streams;

/// <summary>RFC 6455, tried out whole: every opcode in every length form, final or not, masked or not, with every reserved bit.</summary>
public sealed class ProbeTests
{
    private const int Limit = 16 * 1024;

    /// <summary>Bytes behind the opcode (0, 2 or 8 of them say the length) and payload.</summary>
    private static readonly (int Form, int Length)[] Lengths =
        [(0, 0), (0, 5), (0, 125), (2, 5), (2, 126), (2, Limit), (2, Limit + 1), (8, 5), (8, 300), (8, 65_536)];

    private readonly record struct Probe(int Opcode, int Form, int Length, bool Final, bool Masked, int Reserved);

    [Fact]
    public async Task Every_frame_that_can_be_sent_first_is_answered_as_the_RFC_says()
    {
        await using var server = await StreamServer.StartAsync();
        var probes =
            from opcode in Enumerable.Range(0, 16)
            from length in Lengths
            from final in new[] { true, false }
            from masked in new[] { true, false }
            from reserved in new[] { 0, 1, 2, 4 }
            select new Probe(opcode, length.Form, length.Length, final, masked, reserved);
        var wrong = new List<string>();
        await Parallel.ForEachAsync(probes, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (probe, _) =>
        {
            var (expected, actual) = (Expected(probe), await AnswerAsync(server.Port, probe));
            if (expected != actual) lock (wrong) wrong.Add($"{probe}: {actual}, not {expected}");
        });
        Assert.Empty(wrong);
    }

    /// <summary>RFC 6455: 5.2 (bits, opcodes, lengths), 5.1 (masks), 5.5 (control frames), 5.4 (fragments), 7.4 (codes).</summary>
    private static string Expected(Probe p)
    {
        var control = p.Opcode >= 8;
        if (p.Reserved != 0 || p.Opcode is (> 2 and < 8) or > 10 || !p.Masked || (control && (!p.Final || p.Form != 0))) return "close 1002";
        if (p.Form != (p.Length < 126 ? 0 : p.Length <= ushort.MaxValue ? 2 : 8)) return "close 1002";
        if (!control && p.Length > Limit) return "close 1009";
        return p.Opcode switch
        {
            0 => "close 1002",
            2 when p.Final => "close 1003",
            8 => p.Length == 0 ? "close 1005" : "close 1000",
            9 => $"pong {p.Length}",
            _ => "goes on",
        };
    }

    private static async Task<string> AnswerAsync(int port, Probe p)
    {
        using var client = await RawClient.OpenAsync(port);
        byte[] code = [0x03, 0xe8];
        var payload = Encoding.ASCII.GetBytes(new string('x', p.Length));
        if (p.Opcode == 8 && p.Length > 1) code.CopyTo(payload, 0);
        // The ping behind it shows that the connection goes on; an end with unread bytes behind it must not eat the close frame.
        var goesOn = Expected(p) == "goes on";
        var frame = RawClient.Frame(p.Opcode, payload, p.Final, p.Masked, p.Reserved, p.Form);
        await client.Stream.WriteAsync(goesOn ? [.. frame, .. RawClient.Frame(9, code)] : frame);
        var (opcode, answer) = await client.FrameAsync();
        return opcode switch
        {
            8 => $"close {(answer.Length < 2 ? 1005 : answer[0] << 8 | answer[1])}",
            10 when goesOn && answer.SequenceEqual(code) => "goes on",
            10 => $"pong {answer.Length}",
            _ => $"opcode {opcode}",
        };
    }
}
