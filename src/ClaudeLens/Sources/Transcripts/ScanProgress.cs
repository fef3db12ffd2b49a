namespace ClaudeLens.Sources.Transcripts;

/// <summary>How far the reading at start-up is, for whoever asks.</summary>
public sealed class ScanProgress
{
    private long _files, _filesDone, _bytes, _bytesDone;
    private int _watching;

    /// <summary><c>scanning</c> until everything that was there at start is read, then <c>watching</c>.</summary>
    public string State => Volatile.Read(ref _watching) != 0 ? "watching" : "scanning";
    public long Files => Interlocked.Read(ref _files);
    public long FilesDone => Interlocked.Read(ref _filesDone);
    public long Bytes => Interlocked.Read(ref _bytes);
    public long BytesDone => Interlocked.Read(ref _bytesDone);

    internal void Expect(long bytes)
    {
        Interlocked.Increment(ref _files);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void Read(long bytes) => Interlocked.Add(ref _bytesDone, bytes);
    internal void FileDone() => Interlocked.Increment(ref _filesDone);
    internal void Done() => Volatile.Write(ref _watching, 1);
}
