using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>What reading one file remembers from line to line.</summary>
internal sealed class ParsedFile(TranscriptPath path)
{
    public TranscriptPath Path { get; } = path;
    public FactsSeen Facts { get; private set; } = new();
    public Sidechains? Sidechains { get; set; }
    public DateTimeOffset Born { get; set; }
    /// <summary>The last time a line of it told; before the first, the file's own.</summary>
    public DateTimeOffset LastAt { get; set; }

    public void StartOver(DateTimeOffset born)
    {
        Facts = new();
        Sidechains = null;
        Born = LastAt = born;
    }
}
