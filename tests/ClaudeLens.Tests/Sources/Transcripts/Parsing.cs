using System.Text;
using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Lines of one file, parsed one after the other as the reader would.</summary>
internal sealed class Parsing(string source = Lines.Session + ".jsonl", LineParser? parser = null)
{
    private static readonly DateTimeOffset Born = DateTimeOffset.UnixEpoch.AddDays(19_000);
    private readonly LineParser _parser = parser ?? new();
    private readonly ParsedFile _file = New(source);
    private long _offset;

    public List<SessionEvent> Events { get; } = [];

    /// <summary>What the last of these lines meant.</summary>
    public List<SessionEvent> Take(params IEnumerable<string> lines)
    {
        var count = 0;
        foreach (var line in lines)
        {
            count = Events.Count;
            _parser.Parse(Encoding.UTF8.GetBytes(line), _file, new(_offset, Born, DateTimeOffset.MinValue), Events);
            _offset += Encoding.UTF8.GetByteCount(line) + 1;
        }
        return Events[count..];
    }

    public SessionEvent One(params IEnumerable<string> lines) => Assert.Single(Take(lines));

    private static ParsedFile New(string source)
    {
        var file = new ParsedFile(TranscriptPath.Of("/c/projects", $"/c/projects/-home-dev/{source}")!);
        file.StartOver(Born);
        return file;
    }
}
