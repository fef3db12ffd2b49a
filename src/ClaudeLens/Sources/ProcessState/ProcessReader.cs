using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>
/// What live clients say of themselves. A client that was killed leaves its file behind with its last words, so none of
/// them is believed without a look at the process.
/// </summary>
internal sealed class ProcessReader(IReadOnlyList<string> roots, IIngest ingest, IProcessTable processes, IUnlistedClients clients, GrownTranscripts grown, TimeProvider clock, bool watched, ILogger log)
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1), TornRetry = TimeSpan.FromMilliseconds(15);
    private const int TornRetries = 20;

    private readonly string[] _folders = [.. roots.Select(static root => Path.Combine(root, "sessions"))];
    private readonly Dictionary<string, KnownProcess> _known = [];
    private readonly Dictionary<string, int> _torn = [];
    private readonly HashSet<string> _watchedFolders = [];
    private readonly List<Change> _changes = [];
    private readonly BatchWriter _writer = new(ingest, clock, log);
    private readonly Dictionary<string, ReadPosition> _told = [];
    private readonly UnlistedReader _unlisted = new(new(clients), clock);
    private readonly AbandonedSessions _abandoned = new(roots, grown, clock);
    private List<SessionEvent> _events = [];

    /// <summary>Who lived when we last ran: whoever of them is gone by now must be told of, or would live on for ever.</summary>
    public void Remember(IEnumerable<ReadPosition> positions)
    {
        foreach (var position in positions)
        {
            if (_unlisted.Remember(position) || _abandoned.Remember(position))
                continue;
            if (ProcessFile.PidOf(position.Key) != 0 && _folders.Contains(Path.GetDirectoryName(position.Key)) && ProcessFile.Parse(position) is { } file)
                _known[position.Key] = new(file, IsAlive: true);
        }
    }

    /// <summary>Reads until cancelled. Blocks: it wants a thread of its own.</summary>
    public void Run(CancellationToken cancel)
    {
        using var watch = Watch.Create(watched);
        using var wake = cancel.Register(watch.Wake);
        try
        {
            SweepFolders(watch, atStart: true);
            Write(cancel);
            var swept = clock.GetTimestamp();
            while (!cancel.IsCancellationRequested)
            {
                var left = Sweep - clock.GetElapsedTime(swept);
                _changes.Clear();
                watch.Wait(_torn.Count > 0 && TornRetry < left ? TornRetry : left > TimeSpan.Zero ? left : TimeSpan.Zero, _changes);
                foreach (var change in _changes)
                    Note(change);
                foreach (var path in _torn.Keys.ToArray())
                    Look(path, atStart: false);
                Write(cancel);
                if (clock.GetElapsedTime(swept) < Sweep)
                    continue;
                swept = clock.GetTimestamp();
                SweepFolders(watch, atStart: false);
                Write(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The files are still there at the next start.
        }
    }

    private void Write(CancellationToken cancel)
    {
        if (_events.Count == 0)
            return;
        _writer.Write(new(_events, [.. _told.Values]), cancel);
        _writer.Finish(cancel);
        _events = [];
        _told.Clear();
    }

    private void Note(Change change)
    {
        if (change.Kind is ChangeKind.FolderGone)
            _watchedFolders.Remove(change.Path);
        else if (change.Kind is ChangeKind.File or ChangeKind.Written or ChangeKind.FileGone && ProcessFile.PidOf(change.Path) != 0)
            Look(change.Path, atStart: false);
    }

    /// <summary>All files there are, and all processes known: nobody tells us of a process that was killed.</summary>
    private void SweepFolders(IWatch watch, bool atStart)
    {
        var found = new List<string>();
        foreach (var folder in _folders)
        {
            if (!Directory.Exists(folder))
                continue;
            if (!_watchedFolders.Contains(folder) && watch.Add(folder) == WatchResult.Watched)
                _watchedFolders.Add(folder);
            try
            {
                found.AddRange(Directory.EnumerateFiles(folder, "*.json").Where(static path => ProcessFile.PidOf(path) != 0));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Gone or closed to us: nothing to be known there now.
            }
        }
        foreach (var path in found)
            Look(path, atStart);
        // A session that was taken up again by another process is told of last: alive wins.
        if (atStart)
            _events.Sort(static (a, b) => a.Process!.Alive.CompareTo(b.Process!.Alive));
        foreach (var path in _known.Keys.Except(found).ToArray())
            Look(path, atStart: false);
        _unlisted.Look(_known.Values, atStart, _events, _told);
        // What is caught while it is rewritten may name any of them.
        if (clients.AreSeen && _torn.Count == 0)
            _abandoned.Look(_known.Values, _unlisted.Living, file => processes.Look(file) == ProcessLife.Unknown, _events, _told);
    }

    private void Look(string path, bool atStart)
    {
        var now = clock.GetUtcNow();
        _known.TryGetValue(path, out var before);
        if (ProcessFile.Read(path) is { } file)
        {
            _torn.Remove(path);
            Compare(path, before, file, now, atStart);
        }
        else if (File.Exists(path))
        {
            var tries = _torn.GetValueOrDefault(path) + 1;
            if (tries > TornRetries)
                _torn.Remove(path);
            else
                _torn[path] = tries;
            if (before is { IsAlive: true } && processes.Look(before.File) == ProcessLife.Gone)
                Gone(path, before, now, now, cleanExit: false, atStart);
        }
        else
        {
            _torn.Remove(path);
            if (before is { IsAlive: true })
                Gone(path, before, now, now, cleanExit: true, atStart);
            _known.Remove(path);
        }
    }

    private void Compare(string path, KnownProcess? before, ProcessFile file, DateTimeOffset now, bool atStart)
    {
        var isOther = before is not null && (before.File.SessionId != file.SessionId || before.File.ProcStart != file.ProcStart);
        if (before is { IsAlive: true } && isOther)
            Gone(path, before, now, now, cleanExit: before.File.ProcStart == file.ProcStart, atStart);
        if (isOther)
            before = null;
        var alive = KnownProcess.Lives(processes.Look(file), file, now);
        if (!alive)
        {
            // Told once; where it was never seen alive, as of its last word.
            if (before is null or { IsAlive: true })
                Gone(path, new(file, IsAlive: false), before is null ? KnownProcess.Time(file.ChangedAt) : now, now, cleanExit: false, atStart);
            return;
        }
        if (before is { IsAlive: true } && (before.File.Status, before.File.WaitingFor, before.File.StatusUpdatedAt) == (file.Status, file.WaitingFor, file.StatusUpdatedAt))
        {
            _known[path] = new(file, IsAlive: true);
            return;
        }
        _known[path] = new(file, IsAlive: true);
        _told[path] = file.ToPosition(path);
        _events.Add(_known[path].Event(KnownProcess.Time(file.ChangedAt), now, cleanExit: false, atStart, withFacts: before is null));
    }

    private void Gone(string path, KnownProcess known, DateTimeOffset at, DateTimeOffset now, bool cleanExit, bool atStart)
    {
        _known[path] = known with { IsAlive = false };
        _told[path] = new(path, 0, null);
        _events.Add(_known[path].Event(at, now, cleanExit, atStart, withFacts: false));
    }
}
