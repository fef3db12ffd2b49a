using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>
/// Which session an unlisted client runs: one whose transcript it can have written. A transcript that grew was written by
/// a client of its folder that wrote at least as many bytes meanwhile; who is the only one left is in that session, and in
/// no other. Of a session that nobody here can have written nothing is said: its client may be where we cannot see it.
/// </summary>
internal sealed class UnlistedSessions(IUnlistedClients clients)
{
    private readonly Dictionary<string, WrittenTranscript> _transcripts = [];
    private readonly HashSet<string> _folders = [];
    private Dictionary<UnlistedClient, long> _before = [];

    /// <summary>Who lived at the last look.</summary>
    public IReadOnlyList<UnlistedClient> Living { get; private set; } = [];

    /// <summary>Who was in a session when we last ran.</summary>
    public void Remember(string path, UnlistedClient client) => (_transcripts.TryGetValue(path, out var known) ? known : _transcripts[path] = new(path)).Writers.Add(client);

    /// <summary>What is new since the last look; who joined before who left, so that nobody is gone who was only taken over.</summary>
    public IReadOnlyList<UnlistedChange> Look(Listed listed)
    {
        var living = Living = clients.Look(listed);
        if (living.Count == 0 && _before.Count == 0 && _transcripts.Count == 0)
            return [];
        var before = _transcripts.Values.Where(t => t.Writers.Count > 0).ToDictionary(t => t, t => t.Writers.ToArray());
        // Read before the sizes for the next look, after them for this one: never fewer bytes than grew.
        var next = living.ToDictionary(client => client, client => clients.Written(client) ?? 0);
        var grown = Grown(living);
        var wrote = living.ToDictionary(client => client, client => (clients.Written(client) ?? long.MaxValue) - _before.GetValueOrDefault(client));
        foreach (var (transcript, by, isFirst) in grown.OrderBy(g => g.Transcript.Modified))
            Narrow(transcript, wrote, isFirst ? 0 : by, isFirst);
        _before = next;
        var changes = Changes(before, living.ToHashSet(), listed);
        changes.AddRange(Works(living));
        if (living.Count == 0)
        {
            _transcripts.Clear();
            _folders.Clear();
        }
        return changes;
    }

    private List<(WrittenTranscript Transcript, long By, bool IsFirst)> Grown(IReadOnlyList<UnlistedClient> living)
    {
        var grown = new List<(WrittenTranscript, long, bool)>();
        foreach (var folder in living.Concat(_before.Keys).Select(client => client.Folder).Distinct())
        {
            var isFirst = _folders.Add(folder);
            foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jsonl") : [])
            {
                // A subagent's lines say nothing more (2.0 keeps them beside the sessions); an empty file is nobody's session (2.0).
                if (Path.GetFileName(path.AsSpan()).StartsWith("agent-") || FileStat.Of(path) is not { Type: FileType.Regular, Size: > 0 } stat)
                    continue;
                if (!_transcripts.TryGetValue(path, out var transcript))
                    _transcripts[path] = transcript = new(path);
                var by = stat.Size - transcript.Size;
                (transcript.Size, transcript.Modified) = (stat.Size, stat.Modified);
                if (by > 0)
                    grown.Add((transcript, by, isFirst));
            }
        }
        return grown;
    }

    /// <param name="wrote">Of those who live; who died since the last look may have written anything.</param>
    private void Narrow(WrittenTranscript transcript, Dictionary<UnlistedClient, long> wrote, long by, bool isFirst)
    {
        // What was found when we came says less than what we saw.
        if (isFirst && transcript.Writers.Count > 0)
            return;
        var able = wrote.Keys.Union(_before.Keys)
            .Where(c => c.Folder == transcript.Folder && transcript.Modified >= c.StartedAt && (!wrote.TryGetValue(c, out var bytes) || bytes >= by)).ToHashSet();
        if (able.Count == 0)
            return;
        if (!transcript.Writers.Overlaps(able))
            transcript.Writers.Clear();
        if (transcript.Writers.Count == 0)
            transcript.Writers.UnionWith(able);
        transcript.Writers.IntersectWith(able);
        if (transcript.Writers.Count > 1)
            return;
        foreach (var other in _transcripts.Values)
        {
            if (other != transcript)
                other.Writers.ExceptWith(transcript.Writers);
        }
    }

    /// <summary>Whether a tool's shell runs, where it is clear whose.</summary>
    private IEnumerable<UnlistedChange> Works(IReadOnlyList<UnlistedClient> living)
    {
        foreach (var transcript in _transcripts.Values)
        {
            var alone = transcript.Writers.Count == 1 ? living.FirstOrDefault(transcript.Writers.Contains) : null;
            if (alone?.RunsSince == transcript.Works?.RunsSince)
                continue;
            // Who is no longer alone with it, or in it, is told to do nothing there.
            if ((alone ?? transcript.Works) is { } client && transcript.Writers.Contains(client))
                yield return new(transcript, alone ?? client with { RunsSince = null }, Change.Works);
            transcript.Works = alone;
        }
    }

    private List<UnlistedChange> Changes(Dictionary<WrittenTranscript, UnlistedClient[]> before, HashSet<UnlistedClient> living, Listed listed)
    {
        List<UnlistedChange> joined = [], left = [];
        foreach (var transcript in _transcripts.Values)
        {
            UnlistedClient[] were = before.GetValueOrDefault(transcript) ?? [];
            foreach (var client in transcript.Writers.Except(were))
                joined.Add(new(transcript, client with { RunsSince = null }, Change.Joined));
            foreach (var client in were.Union(transcript.Writers))
            {
                var session = listed.SessionOf(client.Pid, client.Start);
                if (session == transcript.SessionId)
                    continue;
                if (!living.Contains(client) || !transcript.Writers.Contains(client))
                    left.Add(new(transcript, client with { RunsSince = null }, session is not null || living.Contains(client) ? Change.MovedOn : Change.Gone));
            }
            transcript.Writers.IntersectWith(living);
        }
        return [.. joined, .. left];
    }

    internal enum Change
    {
        Joined,
        /// <summary>The shell of a tool began in it, or ended.</summary>
        Works,
        /// <summary>It lives and runs another session (<c>/clear</c>).</summary>
        MovedOn,
        Gone,
    }
}

internal readonly record struct UnlistedChange(WrittenTranscript Transcript, UnlistedClient Client, UnlistedSessions.Change What);

/// <summary>A session's transcript, and who can have written what was last written.</summary>
internal sealed class WrittenTranscript(string path)
{
    public string Path => path;
    public string Folder { get; } = System.IO.Path.GetDirectoryName(path)!;
    public string SessionId { get; } = System.IO.Path.GetFileNameWithoutExtension(path);
    public long Size { get; set; }
    public DateTimeOffset Modified { get; set; }
    public HashSet<UnlistedClient> Writers { get; } = [];
    /// <summary>The one of them of whom it was last told whether a tool's shell runs.</summary>
    public UnlistedClient? Works { get; set; }
}
