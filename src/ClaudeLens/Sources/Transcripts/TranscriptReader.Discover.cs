using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

internal sealed partial class TranscriptReader
{
    /// <summary>What is there at start: watched first, then listed, then read newest first.</summary>
    private void FirstScan()
    {
        _startedAt = _clock.GetUtcNow();
        _lastLive = _lastFull = _clock.GetTimestamp();
        var found = new List<TranscriptFile>();
        foreach (var projects in _projects)
            if (Directory.Exists(projects))
                _catalog.List(Folder.Root(projects), (path, stat) =>
                {
                    var recent = IsWithinHistory(stat);
                    if (path.Kind == TranscriptKind.AgentMeta)
                    {
                        if (recent)
                            Note(path, stat);
                        return;
                    }
                    // An empty one has nothing that could have been read before.
                    if (recent && stat.Size > 0)
                        _progress.Found();
                    if (Open(path, stat, wasThere: true) is { } file && NeedsReading(file, stat))
                        found.Add(file);
                });
        foreach (var file in found.OrderByDescending(static file => file.Modified))
        {
            file.Announced = Math.Max(1, file.Size - file.Offset);
            file.Turn = _turns.AddLast(file);
            _progress.Expect(file.Announced);
        }
        if (_turns.Count == 0)
            _progress.Done();
    }

    private void EndScan(CancellationToken cancel)
    {
        _writer.Finish(cancel);
        _progress.Done();
        _log.LogInformation("Read {Files} transcripts, {Megabytes} MB; watching.", _progress.FilesDone, _progress.BytesDone >> 20);
    }

    private TranscriptFile Open(TranscriptPath path, FileStat stat, bool wasThere)
    {
        var file = new TranscriptFile(path) { Size = stat.Size, Modified = stat.Modified, Swept = _sweep };
        file.StartOver(stat);
        if (_positions.Remove(path.Path, out var position) && FileState.Read(position, file))
            (file.OldUntil, file.OldBefore, file.IsPlaced) = (stat.Size, _startedAt - NewsAfter, true);
        else if (wasThere || !IsWithinHistory(stat))
            file.OldUntil = stat.Size;
        _catalog.Files[path.Path] = file;
        return file;
    }

    private bool NeedsReading(TranscriptFile file, FileStat stat) => file.Offset > 0 || IsWithinHistory(stat)
        ? stat.Size != file.Offset || stat.Identity != file.Identity
        : false;

    private bool IsWithinHistory(FileStat stat) => stat.Modified >= _clock.GetUtcNow() - _options.HistorySpan;

    /// <summary>A notification.</summary>
    private void Note(Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Written when _catalog.Files.TryGetValue(change.Path, out var grown):
                MarkDirty(grown);
                break;
            case ChangeKind.File or ChangeKind.Written:
                if (_catalog.Files.TryGetValue(change.Path, out var known))
                    MarkAnother(known);
                else if (ProjectsOf(change.Path) is { } projects && TranscriptPath.Of(projects, change.Path) is { } path)
                    Look(path);
                break;
            case ChangeKind.Folder when ProjectsOf(change.Path) is { } projects:
                _catalog.List(Folder.Inside(projects, change.Path), Appeared);
                break;
            case ChangeKind.FileGone when _catalog.Files.TryGetValue(change.Path, out var gone):
                // Replaced by rename it is there again: reading tells.
                MarkAnother(gone);
                break;
            case ChangeKind.FolderGone:
                _open.CloseAll();
                _catalog.Forget(change.Path);
                break;
            case ChangeKind.Lost:
                if (_counters.Overflow() == 1)
                    _log.LogWarning("The system lost notifications of changes; everything is looked at instead.");
                _lost = true;
                break;
        }
    }

    private void Look(TranscriptPath path)
    {
        if (FileStat.Of(path.Path) is { Type: FileType.Regular } stat)
            Appeared(path, stat);
    }

    /// <summary>A file there was no notice of so far, or a description that changed.</summary>
    private void Appeared(TranscriptPath path, FileStat stat)
    {
        if (path.Kind == TranscriptKind.AgentMeta)
            Note(path, stat);
        else if (_catalog.Files.TryGetValue(path.Path, out var known))
            MarkAnother(known);
        else
        {
            MarkDirty(Open(path, stat, wasThere: false));
            if (path.Kind == TranscriptKind.Agent && TranscriptPath.Of(ProjectsOf(path.Path)!, path.MetaPath) is { } meta)
                Look(meta);
        }
    }

    /// <summary>A description to be read, unless it is the one read last.</summary>
    private void Note(TranscriptPath meta, FileStat stat)
    {
        // Without its transcript it is only a copy that the client took along to a new session (/clear).
        if (!_catalog.Files.ContainsKey(meta.TranscriptOfMeta) && !File.Exists(meta.TranscriptOfMeta))
            return;
        // Made and written within one tick of the file system's clock it is the same age, empty and whole.
        var now = (stat.Identity, stat.Size, stat.Modified);
        if (_metasRead.TryGetValue(meta.Path, out var read) && read == now)
            return;
        _metasRead[meta.Path] = now;
        _metas.Enqueue(meta);
    }

    private void MarkDirty(TranscriptFile file)
    {
        if (file.IsDirty)
            return;
        file.IsDirty = true;
        _dirty.Add(file);
    }

    /// <summary>Under its name there may be another file.</summary>
    private void MarkAnother(TranscriptFile file)
    {
        _open.Close(file);
        MarkDirty(file);
    }

    private void Forget(TranscriptFile file)
    {
        _open.Close(file);
        _catalog.Files.Remove(file.Path.Path);
        file.IsRecent = false;
    }

    private string? ProjectsOf(string path)
    {
        foreach (var projects in _projects)
            if (path.Length > projects.Length && path[projects.Length] == Path.DirectorySeparatorChar && path.StartsWith(projects, StringComparison.Ordinal))
                return projects;
        return null;
    }
}
