using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

internal sealed partial class TranscriptReader
{
    /// <summary>Files looked at between two looks at what came meanwhile: about a millisecond.</summary>
    private const int SweptAtOnce = 256;

    private long _lastLive, _lastFull, _sweep;
    /// <summary>Notifications were lost: the next full sweep begins at once, and what it repairs is no fault of those to come.</summary>
    private bool _lost, _expectsRepairs;
    /// <summary>What the sweep has yet to look at.</summary>
    private readonly Queue<Folder> _folders = new();
    private int _recentLeft;
    /// <summary>Until then the folders are swept as often as the files that grow: notifications proved unreliable.</summary>
    private long _distrustUntil;

    private static readonly TimeSpan Distrust = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _suspects = [];

    private bool SweepsAll => _catalog.Unwatched.Count > 0 || _clock.GetTimestamp() < _distrustUntil;

    private TimeSpan UntilSweep()
    {
        var full = (SweepsAll ? _options.LiveSweep : _options.FullSweep) - _clock.GetElapsedTime(_lastFull);
        var live = _recent.Count > 0 || _taker.Positions > 0 || IsRootMissing() ? _options.LiveSweep - _clock.GetElapsedTime(_lastLive) : full;
        var next = full < live ? full : live;
        return next > TimeSpan.Zero ? next : TimeSpan.Zero;
    }

    private bool IsRootMissing()
    {
        foreach (var projects in _projects)
            if (!_catalog.IsKnown(projects))
                return true;
        return false;
    }

    private bool Sweeping => _folders.Count > 0 || _recentLeft > 0;

    /// <summary>Finds what no notification told of, some files a turn; then writes positions of lines that brought no event.</summary>
    private void Sweep(CancellationToken cancel)
    {
        if (!Sweeping && !BeginSweep())
            return;
        if (_folders.Count > 0)
            SweepFolders();
        else
            SweepRecent();
        Judge();
        if (Sweeping)
            return;
        _expectsRepairs = false;
        if (_taker.Positions > 0)
            _writer.Write(_taker.End(), cancel);
        else if (_writer.IsIdle)
            _writer.Finish(cancel);
    }

    /// <summary>False when it is not yet time.</summary>
    private bool BeginSweep()
    {
        var full = _lost || _clock.GetElapsedTime(_lastFull) >= (SweepsAll ? _options.LiveSweep : _options.FullSweep);
        if (!full && _clock.GetElapsedTime(_lastLive) < _options.LiveSweep)
            return false;
        _lastLive = _clock.GetTimestamp();
        if (full)
            BeginFolders();
        else
        {
            _recentLeft = _recent.Count;
            LookForRoots();
        }
        return true;
    }

    private void BeginFolders()
    {
        _lastFull = _lastLive;
        _sweep++;
        (_expectsRepairs, _lost) = (_lost, false);
        foreach (var projects in _projects)
            if (Directory.Exists(projects))
                _folders.Enqueue(Folder.Root(projects));
            else if (_catalog.IsKnown(projects))
                _catalog.Forget(projects);
    }

    private void LookForRoots()
    {
        foreach (var projects in _projects)
            if (!_catalog.IsKnown(projects) && Directory.Exists(projects))
                _catalog.List(Folder.Root(projects), Appeared);
    }

    private void SweepRecent()
    {
        var now = _clock.GetUtcNow();
        // Backwards: what is taken out leaves those still to come where they are.
        for (var until = Math.Max(0, _recentLeft - SweptAtOnce); _recentLeft > until;)
        {
            var file = _recent[--_recentLeft];
            var stat = FileStat.Of(file.Path.Path);
            if (file.Failing || Differs(file, stat))
                Repair(file);
            if (stat.Type == FileType.Missing || now - stat.Modified > Recently)
            {
                file.IsRecent = false;
                _open.Close(file);
                _recent.RemoveAt(_recentLeft);
            }
        }
    }

    private void SweepFolders()
    {
        for (var looked = 0; looked < SweptAtOnce && _folders.TryDequeue(out var folder);)
            foreach (var inside in _catalog.ListOne(folder, (path, stat) => { Swept(path, stat); looked++; }))
                _folders.Enqueue(inside);
        if (_folders.Count > 0)
            return;
        foreach (var gone in _catalog.Files.Values.Where(file => file.Swept != _sweep && FileStat.Of(file.Path.Path).Type == FileType.Missing).ToArray())
            Forget(gone);
    }

    private void Swept(TranscriptPath path, FileStat stat)
    {
        if (path.Kind == TranscriptKind.AgentMeta)
        {
            if (IsWithinHistory(stat))
                Note(path, stat);
        }
        else if (_catalog.Files.TryGetValue(path.Path, out var file))
        {
            file.Swept = _sweep;
            if (file.Turn is null && !file.IsDirty && (file.Failing || Differs(file, stat)))
                Repair(file);
        }
        else
        {
            Appeared(path, stat);
            _suspects.Add(path.Path);
        }
    }

    /// <summary>From what was read of it. One that stays open was read on without a look at its time and its beginning: that is done here.</summary>
    private static bool Differs(TranscriptFile file, FileStat stat)
    {
        if (stat.Type == FileType.Missing)
            return false;
        var differs = stat.Size != file.Size || stat.Identity != file.Identity;
        if (differs || stat.Modified == file.Modified || file.Opened is not { } opened)
            return differs || stat.Modified != file.Modified;
        file.Modified = stat.Modified;
        if (Tail.IsSame(opened, file))
            return false;
        file.StartOver(stat);
        return true;
    }

    private void Repair(TranscriptFile file)
    {
        MarkAnother(file);
        if (!file.Failing)
            _suspects.Add(file.Path.Path);
    }

    /// <summary>The sweep may only have been quicker than the notification: what was changed before we looked is in the queue by now.</summary>
    private void Judge()
    {
        if (_suspects.Count == 0)
            return;
        _changes.Clear();
        _watch.Wait(TimeSpan.Zero, _changes);
        foreach (var change in _changes)
        {
            _suspects.Remove(change.Path);
            if (change.Kind == ChangeKind.Folder)
                _suspects.RemoveWhere(path => path.StartsWith(change.Path + Path.DirectorySeparatorChar, StringComparison.Ordinal));
            Note(change);
        }
        if (_suspects.Count > 0 && _watch is not NoWatch && !_lost && !_expectsRepairs)
            _distrustUntil = _clock.GetTimestamp() + (long)(Distrust.TotalSeconds * _clock.TimestampFrequency);
        foreach (var _ in _suspects)
            _counters.Repair();
        _suspects.Clear();
    }

    private void Remember(TranscriptFile file)
    {
        if (file.IsRecent || _clock.GetUtcNow() - file.Modified > Recently)
            return;
        file.IsRecent = true;
        _recent.Add(file);
    }
}
