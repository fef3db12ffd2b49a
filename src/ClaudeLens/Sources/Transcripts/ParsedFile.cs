using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>What reading one file remembers from line to line.</summary>
internal sealed class ParsedFile(TranscriptPath path)
{
    public TranscriptPath Path { get; } = path;
    public ulong SourceKey { get; } = EventId.SourceKey(path.Source);
    public FactsSeen Facts { get; private set; } = new();
    public Sidechains? Sidechains { get; set; }
    /// <summary>When it was begun: by its first line where that tells, else by the file system.</summary>
    public DateTimeOffset Born { get; private set; }
    /// <summary>What the first lines told of that: null not yet, <c>default</c> nothing.</summary>
    public DateTimeOffset? Begun { get; private set; }
    /// <summary>The newest time a line of it told; before the first, the file's own.</summary>
    public DateTimeOffset LastAt { get; set; }

    public void StartOver(DateTimeOffset born)
    {
        Facts = new();
        Sidechains = null;
        Begun = null;
        Born = LastAt = born;
    }

    public void Begin(DateTimeOffset? begun)
    {
        Begun = begun;
        if (begun > default(DateTimeOffset)) Born = begun.Value;
    }
}
