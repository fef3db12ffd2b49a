using System.Text.Json;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>Lines in, one batch of events with the read positions of their files out.</summary>
internal sealed class LineTaker(LineParser parser, TimeProvider clock, ScanProgress progress, SourceCounters counters, ILogger log) : ILineSink
{
    private List<SessionEvent> _events = [];
    private List<TranscriptFile> _files = [];
    private DateTimeOffset _now;

    public int Events => _events.Count;
    public int Positions => _files.Count;

    /// <summary>Before each read: the time its lines are seen at.</summary>
    public void Begin() => _now = clock.GetUtcNow();

    /// <summary>After a read that took something: its new position goes with this batch, or a later one.</summary>
    public void Moved(TranscriptFile file)
    {
        if (!file.InBatch)
            _files.Add(file);
        file.InBatch = true;
    }

    public void Take(TranscriptFile file, ReadOnlySpan<byte> line, long offset)
    {
        // A crash of the machine leaves NULs where bytes were promised; what follows them is whole.
        if (line[0] is 0 or 0xef)
            line = line.TrimStart((byte)0) is var rest && rest.StartsWith("\uFEFF"u8) ? rest[3..] : rest;
        if (line.Trim("\0 \t\r"u8).IsEmpty)
            return;
        counters.Line();
        try
        {
            var backfillBefore = offset < file.OldUntil ? file.OldBefore : DateTimeOffset.MinValue;
            parser.Parse(line, file.Parsed, new(offset, _now, backfillBefore), _events);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            if (counters.TornLine() == 1)
                log.LogWarning("A line of {File} at byte {Offset} is torn and was skipped; more like it are only counted.", file.Path.Path, offset);
        }
    }

    public void TooLong(TranscriptFile file, long offset, long length)
    {
        progress.Skipped(counters.LongLine(), length, file.Path.Path, _now);
        log.LogWarning("A line of {Megabytes} MB in {File} at byte {Offset} was skipped: it is longer than Sources:MaxLineBytes.", length >> 20, file.Path.Path, offset);
    }

    public void Add(SessionEvent happened) => _events.Add(happened);

    /// <summary>The journal has an earlier position of each file that this batch is of.</summary>
    public bool AllPlaced => _files.TrueForAll(static file => file.IsPlaced);

    /// <summary>The events alone; the positions behind them go with a later batch.</summary>
    public AppendBatch EndEvents()
    {
        var batch = new AppendBatch(_events, []);
        _events = [];
        return batch;
    }

    public AppendBatch End()
    {
        var positions = new ReadPosition[_files.Count];
        for (var i = 0; i < positions.Length; i++)
        {
            positions[i] = _files[i].Position();
            (_files[i].InBatch, _files[i].IsPlaced) = (false, true);
        }
        var batch = new AppendBatch(_events, positions);
        (_events, _files) = ([], []);
        return batch;
    }
}
