using ClaudeLens.Events;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>
/// Tells of sessions found at start that nobody here runs. Nothing is said of a folder in which somebody writes whom we
/// do not see: on another machine, in a container, as another user.
/// </summary>
/// <param name="grown">What was written on while we watched.</param>
internal sealed class AbandonedSessions(IReadOnlyList<string> roots, GrownTranscripts grown, TimeProvider clock)
{
    /// <summary>So long after somebody unseen wrote in it a folder counts as written from elsewhere.</summary>
    private static readonly TimeSpan Elsewhere = TimeSpan.FromDays(1);
    /// <summary>So late may a client's file be read after its lines, and so long before they are read may the client have ended.</summary>
    private static readonly TimeSpan Around = TimeSpan.FromSeconds(5);
    private const string Mark = "#written from elsewhere";

    private readonly Dictionary<string, DateTimeOffset> _unseen = [], _ran = [];
    private readonly List<(string Path, DateTimeOffset At)> _written = [];
    private List<Abandoned>? _left;
    private DateTimeOffset _startedAt;

    /// <returns>Whether it is one of ours.</returns>
    public bool Remember(ReadPosition position)
    {
        if (!position.Key.EndsWith(Mark, StringComparison.Ordinal))
            return false;
        _unseen[position.Key[..^Mark.Length]] = KnownProcess.Time(position.Offset);
        return true;
    }

    /// <param name="known">Clients that keep a file, also those that are gone.</param>
    /// <param name="unlisted">Living ones that keep none.</param>
    /// <param name="isOutOfSight">Of the machine or the container in which a client lives.</param>
    public void Look(IReadOnlyCollection<KnownProcess> known, IReadOnlyList<UnlistedClient> unlisted, Func<ProcessFile, bool> isOutOfSight, List<SessionEvent> events, Dictionary<string, ReadPosition> told)
    {
        var now = clock.GetUtcNow();
        foreach (var gone in _ran.Where(ran => now - ran.Value > 3 * Around).Select(ran => ran.Key).ToArray())
            _ran.Remove(gone);
        foreach (var process in known.Where(process => process.IsAlive))
            _ran[process.File.SessionId!] = now;
        foreach (var client in unlisted)
            _ran[RootOf(client.Folder) ?? ""] = now;
        FindUnseen(now, told);
        if (_left is null)
        {
            _startedAt = now;
            var mounts = Mounts.Read();
            var shared = known.Any(process => process.IsAlive && isOutOfSight(process.File));
            _left = shared ? [] : [.. roots.Where(root => !IsMounted(root, mounts)).SelectMany(root => Abandoned.Of(root, now))];
        }
        if (_left.Count == 0)
            return;
        _left.RemoveAll(session => now - _unseen.GetValueOrDefault(session.Root) < Elsewhere
            || known.Any(process => process.File.SessionId == session.SessionId));
        var over = _left.Where(session => session.IsOver(now, now - _startedAt) && !unlisted.Any(client => RootOf(client.Folder) == session.Root)).ToHashSet();
        _left.RemoveAll(over.Contains);
        // Only now: to ask the disk for all of them in each look would keep the word of those who live waiting.
        var beside = new Dictionary<string, DateTimeOffset>();
        events.AddRange(over.Where(session => session.IsSilent(beside)).Select(Gone));
    }

    /// <summary>Lines that neither a client with a file nor one without can have written.</summary>
    private void FindUnseen(DateTimeOffset now, Dictionary<string, ReadPosition> told)
    {
        foreach (var path in grown.Take())
            _written.Add((path, now));
        foreach (var (path, at) in _written.Where(w => now - w.At >= Around))
        {
            if (RootOf(path) is not { } root || RanAround(at, root) || RanAround(at, SessionOf(root, path)))
                continue;
            if (at - _unseen.GetValueOrDefault(root) > Elsewhere / 2)
                told[root + Mark] = new(root + Mark, at.ToUnixTimeMilliseconds(), null);
            _unseen[root] = at;
        }
        _written.RemoveAll(w => now - w.At >= Around);
    }

    private bool RanAround(DateTimeOffset at, string who) => at - _ran.GetValueOrDefault(who) < Around;

    private string? RootOf(string path) => roots.FirstOrDefault(root => path.StartsWith(Path.Combine(root, "projects") + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    /// <summary>A subagent's transcript lies in its session's folder.</summary>
    private static string SessionOf(string root, string path)
    {
        var parts = Path.GetRelativePath(Path.Combine(root, "projects"), path).Split(Path.DirectorySeparatorChar);
        return parts.Length > 2 ? parts[1] : Path.GetFileNameWithoutExtension(path);
    }

    /// <summary>From another machine, or into a container: who writes there need not live here.</summary>
    public static bool IsMounted(string root, string[] mounts) =>
        Mounts.Of(Path.Combine(root, "projects"), mounts) is { } mount && (Mounts.IsRemote(mount.Type) || mount.Point.StartsWith(root, StringComparison.Ordinal));

    private static SessionEvent Gone(Abandoned session) => new()
    {
        Id = EventId.Create(session.SessionId, (ulong)session.LeftAt.ToUnixTimeMilliseconds(), "sessions", "abandoned"),
        Kind = EventKind.Process,
        SessionId = session.SessionId,
        At = session.LeftAt,
        SeenAt = session.LeftAt,
        Source = EventSource.Process,
        Backfill = true,
        Process = new() { Pid = 0, Alive = false },
    };
}
