using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// The transcripts of all config folders, on one thread: woken by the kernel it reads what grew, parses it and hands it
/// over, without a queue in between. What was there at start is read in the pauses, newest first.
/// </summary>
/// <remarks>
/// <code>
///  watch ──► what changed ──► dirty files ──► tail ──► lines ──► parser ──► batch ──► ingest
///  sweep ──►                  turns (start) ──┘
/// </code>
/// </remarks>
internal sealed partial class TranscriptReader
{
    private const int LiveSlice = 8 << 20, TurnSlice = 2 << 20, MostEvents = 4096, MostPositions = 512, MetasAtOnce = 64;
    /// <summary>
    /// Lines that come alone go without their position: a third less to write while somebody waits for them. The sweep writes it
    /// within a second. A position that is behind costs lines read again after a crash, which the journal has and drops.
    /// </summary>
    private const int FewEvents = 4, FewPositions = 64;
    private static readonly TimeSpan NewsAfter = TimeSpan.FromMinutes(5), Recently = TimeSpan.FromMinutes(10);

    private readonly SourcesOptions _options;
    private readonly IReadOnlyList<string> _projects;
    private readonly Dictionary<string, ReadPosition> _positions;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly ScanProgress _progress;
    private readonly SourceCounters _counters;
    private readonly GrownTranscripts _grown;
    private readonly IWatch _watch;
    private readonly Catalog _catalog;
    private readonly Tail _tail;
    private readonly LineTaker _taker;
    private readonly BatchWriter _writer;
    private readonly OpenFiles _open = new();

    private readonly LinkedList<TranscriptFile> _turns = new();
    private readonly List<TranscriptFile> _dirty = [], _recent = [];
    private readonly Queue<TranscriptPath> _metas = new();
    private readonly Dictionary<string, (FileIdentity, long, DateTimeOffset)> _metasRead = [];
    private readonly List<Change> _changes = [];
    private DateTimeOffset _startedAt;

    public TranscriptReader(SourcesOptions options, IReadOnlyList<string> roots, IEnumerable<ReadPosition> positions, IIngest ingest,
        TimeProvider clock, ScanProgress progress, SourceCounters counters, GrownTranscripts grown, ILogger log)
    {
        (_options, _clock, _progress, _counters, _grown, _log) = (options, clock, progress, counters, grown, log);
        _projects = [.. roots.Select(static root => Path.Combine(root, "projects"))];
        _positions = positions.ToDictionary(static position => position.Key);
        _watch = Watch.Create(options.Watch);
        _catalog = new(_watch, counters, log);
        _tail = new(options.MaxLineBytes);
        _taker = new(new LineParser(Environment.MachineName), clock, progress, counters, log);
        _writer = new(ingest, clock, log);
    }

    /// <summary>Reads until cancelled. Blocks: it wants a thread of its own.</summary>
    public void Run(CancellationToken cancel)
    {
        using (_watch)
        using (cancel.Register(_watch.Wake))
        {
            try
            {
                FirstScan();
                while (!cancel.IsCancellationRequested)
                    Turn(cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // What was not written is read again at the next start.
            }
            finally
            {
                _open.CloseAll();
            }
        }
    }

    private void Turn(CancellationToken cancel)
    {
        _changes.Clear();
        _watch.Wait(Busy ? TimeSpan.Zero : UntilSweep(), _changes);
        foreach (var change in _changes)
            Note(change);
        ReadDirty(cancel);
        if (_taker.Events > 0)
            _writer.Write(_taker.Events <= FewEvents && _taker.Positions <= FewPositions && _taker.AllPlaced ? _taker.EndEvents() : _taker.End(), cancel);
        ReadMetas();
        ReadNextTurn(cancel);
        Sweep(cancel);
    }

    private bool Busy => _turns.Count > 0 || _metas.Count > 0 || _dirty.Count > 0 || Sweeping || _lost;

    private void ReadDirty(CancellationToken cancel)
    {
        foreach (var file in _dirty)
        {
            file.IsDirty = false;
            if (Read(file, LiveSlice) && file.Turn is null)
                file.Turn = _turns.AddFirst(file);
            if (_taker.Events >= MostEvents || _taker.Positions >= MostPositions)
                _writer.Write(_taker.End(), cancel);
        }
        _dirty.Clear();
    }

    private void ReadNextTurn(CancellationToken cancel)
    {
        if (_turns.First is not { } turn)
            return;
        if (!Read(turn.Value, TurnSlice))
        {
            _turns.Remove(turn);
            turn.Value.Turn = null;
            if (turn.Value.Announced > 0)
                _progress.FileDone();
        }
        if (_taker.Events >= MostEvents / 4 || _taker.Positions >= MostPositions || _turns.Count == 0)
            _writer.Write(_taker.End(), cancel);
        if (_turns.Count == 0 && _progress.State == "scanning")
            EndScan(cancel);
    }

    /// <summary>True when there is more in it.</summary>
    private bool Read(TranscriptFile file, long most)
    {
        var before = file.Offset;
        try
        {
            _taker.Begin();
            if (_tail.TryReadOn(file, _taker))
                return false;
            var stat = FileStat.Of(file.Path.Path);
            if (stat.Type != FileType.Regular)
            {
                if (stat.Type == FileType.Missing)
                    Forget(file);
                return false;
            }
            var more = _tail.Read(file, stat, most, _taker);
            file.Failing = false;
            if (_watch is InotifyWatch && file.IsRecent && file.Offset != before)
                _open.Keep(file);
            return more;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _open.Close(file);
            if (!file.Failing && e is not (FileNotFoundException or DirectoryNotFoundException))
                _log.LogWarning("Cannot read {File} ({Reason}); it is tried again.", file.Path.Path, e.Message);
            // Looked at again by the sweep.
            (file.Failing, file.Size) = (true, -1);
            return false;
        }
        finally
        {
            if (file.Offset != before)
            {
                _taker.Moved(file);
                Count(file, file.Offset - before);
                // What appears whole may be a copy.
                if (before > 0 && file.Offset > file.OldUntil)
                    _grown.Add(file.Path.Path);
            }
            Remember(file);
        }
    }

    private void Count(TranscriptFile file, long bytes)
    {
        if (file.Turn is not null && file.Announced > 0 && bytes > 0)
            _progress.Read(bytes);
    }

    private void ReadMetas()
    {
        for (var left = MetasAtOnce; left > 0 && _metas.TryDequeue(out var path); left--)
        {
            var stat = FileStat.Of(path.Path);
            if (stat.Type == FileType.Regular && SubagentMeta.Read(path, stat.Modified, _clock.GetUtcNow(), stat.Modified < _startedAt - NewsAfter) is { } happened)
                _taker.Add(happened);
        }
        if (_taker.Events > 0 && _turns.Count == 0)
            _writer.Write(_taker.End(), CancellationToken.None);
    }
}
