using System.Globalization;
using System.Text;
using System.Text.Json;
using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Live;

/// <summary>One recorded file, as the real parser reads it.</summary>
internal sealed record RecordedFile(string Name, IReadOnlyList<SessionEvent> Events)
{
    public string Session => Events[0].SessionId;
}

/// <summary>
/// Recorded sessions of real clients, cut down to what matters (tests/ClaudeLens.Tests/Recordings), and what the API
/// really sent to each of them.
/// </summary>
internal static class Recorded
{
    private static readonly string Root = House.Repository.Full("tests/ClaudeLens.Tests/Recordings");

    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static readonly IReadOnlyList<string> Versions = ["1.0.128", "2.1.80", "2.1.330"];

    public static string Full(string name) => Path.Combine(Root, name);

    public static IEnumerable<string> Lines(string name) => File.ReadLines(Full(name));

    public static Dictionary<string, ApiUsage> ApiUsage() =>
        JsonSerializer.Deserialize<Dictionary<string, ApiUsage>>(File.ReadAllBytes(Path.Combine(Root, "api-usage.json")), SnakeCase)!;

    /// <summary>Everything a version wrote; the files in a given order, as a start-up may read them.</summary>
    public static IReadOnlyList<RecordedFile> Read(string version, Func<IReadOnlyList<string>, IEnumerable<string>>? order = null)
    {
        var projects = Path.Combine(Root, version, "projects");
        var parser = new LineParser();
        IReadOnlyList<string> paths = [.. Directory.EnumerateFiles(projects, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        List<RecordedFile> files = [];
        foreach (var file in order is null ? paths : order(paths))
        {
            var path = TranscriptPath.Of(projects, file)!;
            var events = path.Kind == TranscriptKind.AgentMeta ? Meta(path) : Lines(path, parser);
            if (events.Count > 0) files.Add(new(path.Source, events));
        }
        return files;
    }

    /// <summary>All of them as they would have been read live: each file in its order, the files by the clock.</summary>
    public static IReadOnlyList<SessionEvent> InTime(IEnumerable<RecordedFile> files)
    {
        var left = files.Select(f => (Queue: new Queue<SessionEvent>(f.Events), f.Name)).ToList();
        List<SessionEvent> all = [];
        while (left.Count > 0)
        {
            all.Add(left.MinBy(f => (f.Queue.Peek().At, f.Name)).Queue.Dequeue());
            left.RemoveAll(f => f.Queue.Count == 0);
        }
        return all;
    }

    private static List<SessionEvent> Lines(TranscriptPath path, LineParser parser)
    {
        var file = new ParsedFile(path);
        var bytes = File.ReadAllBytes(path.Path);
        // As old as its first line that has a time: what the file system would say, had the file not been copied.
        var first = Encoding.UTF8.GetString(bytes).Split("\"timestamp\":\"")[1];
        file.StartOver(DateTimeOffset.Parse(first[..first.IndexOf('"')], CultureInfo.InvariantCulture));
        List<SessionEvent> events = [];
        long offset = 0;
        foreach (var line in bytes.Split((byte)'\n'))
        {
            if (line.Length > 0) parser.Parse(line, file, new(offset, DateTimeOffset.UnixEpoch, DateTimeOffset.MinValue), events);
            offset += line.Length + 1;
        }
        return [.. events.Select(e => e with { SeenAt = e.At })];
    }

    /// <summary>Its file was replaced when the agent was done: as old as the agent's last line.</summary>
    private static List<SessionEvent> Meta(TranscriptPath path)
    {
        var transcript = TranscriptPath.Of(Path.Combine(Root, "x"), Path.Combine(Root, "x", "p", path.TranscriptOfMeta[(path.Path.Length - path.Source.Length)..]))! with { Path = path.TranscriptOfMeta };
        var last = Lines(transcript, new LineParser())[^1].At;
        return SubagentMeta.Read(path, last, last, backfill: false) is { } meta ? [meta] : [];
    }

    private static IEnumerable<byte[]> Split(this byte[] bytes, byte separator)
    {
        for (int start = 0, end; start < bytes.Length; start = end + 1)
        {
            end = Array.IndexOf(bytes, separator, start);
            if (end < 0) end = bytes.Length;
            yield return bytes[start..end];
        }
    }
}

internal sealed record ApiUsage(long Input, long Output, long CacheRead, long CacheCreation, int Messages);
