using System.Text.Json;
using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;
using ClaudeLens.Tests.House;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Recorded lines with bytes changed, cut out, doubled: whatever comes of it is an event, nothing, or a torn line.</summary>
public sealed class DamageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Damage_is_at_worst_a_torn_line(int seed)
    {
        var random = new Random(seed);
        var lines = Directory.GetFiles(Repository.Full("tests/ClaudeLens.Tests/Recordings"), "*.jsonl", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(line => line.Length < 20_000).Select(System.Text.Encoding.UTF8.GetBytes).ToArray();
        var parser = new LineParser();
        var file = new ParsedFile(TranscriptPath.Of("/c/projects", "/c/projects/-p/s.jsonl")!);
        List<SessionEvent> events = [];
        var (whole, torn) = (0, 0);
        for (var i = 0; i < 4000; i++)
        {
            try
            {
                parser.Parse(Damaged(lines[random.Next(lines.Length)], random), file, default, events);
                whole++;
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                torn++;
            }
        }
        Assert.True(whole > 100 && torn > 100, $"{whole} whole, {torn} torn");
        Assert.All(events, e => Assert.True(e.Summary is null || e.Summary.Length <= 400));
    }

    private static byte[] Damaged(byte[] line, Random random)
    {
        var bytes = line.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] = (byte)"\"{}[]:,\\0tn-"[random.Next(12)]; break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 30), bytes.Count - at - 1)); break;
                default: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at))); break;
            }
        }
        return [.. bytes];
    }
}
