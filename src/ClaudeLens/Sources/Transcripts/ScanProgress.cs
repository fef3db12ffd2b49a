using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>How far the reading at start-up is; told to whoever asks through <see cref="SourceStatus"/>. Written by one thread.</summary>
internal sealed class ScanProgress(SourceStatus status)
{
    public string State => status.Scan.State;
    public int FilesDone => status.Scan.FilesDone;
    public long BytesDone => status.Scan.BytesDone;

    public void Found() => status.Found++;

    public void Expect(long bytes) => status.Scan = status.Scan with { Files = status.Scan.Files + 1, Bytes = status.Scan.Bytes + bytes };

    public void Read(long bytes) => status.Scan = status.Scan with { BytesDone = status.Scan.BytesDone + bytes };

    public void FileDone() => status.Scan = status.Scan with { FilesDone = status.Scan.FilesDone + 1 };

    /// <summary>What was in a line that is too long is missing from what is shown: whoever looks is told.</summary>
    public void Skipped(long count, long bytes, string path, DateTimeOffset now) => status.Fails("long lines", count == 1
        ? $"A line of {bytes >> 20} MB in {path} was skipped: it is longer than Sources:MaxLineBytes."
        : $"{count} lines longer than Sources:MaxLineBytes were skipped, the last of {bytes >> 20} MB in {path}.", now);

    /// <summary>Everything that was there at start is read.</summary>
    public void Done() => status.Scan = status.Scan with { State = "watching" };
}
