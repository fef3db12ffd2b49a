namespace ClaudeLens.Sources.ProcessState;

/// <summary>A living client that keeps no <c>sessions/&lt;pid&gt;.json</c> (before 2.1.200), as the system's process table shows it.</summary>
/// <param name="Start">Field 22 of <c>/proc/&lt;pid&gt;/stat</c>: tells the process from a later one of the same number.</param>
/// <param name="Folder">Where it writes its transcripts: the project of the folder it runs in.</param>
internal sealed record UnlistedClient(int Pid, string Start, DateTimeOffset StartedAt, string Folder)
{
    /// <summary>Since when the shell of a tool call runs, the newest of several.</summary>
    public DateTimeOffset? RunsSince { get; init; }

    public bool Equals(UnlistedClient? other) => other is not null && (Pid, Start) == (other.Pid, other.Start);
    public override int GetHashCode() => HashCode.Combine(Pid, Start);
}

/// <summary>Which clients run that nobody lists.</summary>
internal interface IUnlistedClients
{
    /// <summary>Whether they can be seen here at all.</summary>
    bool AreSeen { get; }

    /// <param name="listed">Processes that keep a file: these speak for themselves.</param>
    IReadOnlyList<UnlistedClient> Look(Listed listed);

    /// <summary>Bytes it has written to anything so far; null when it is gone or nobody tells.</summary>
    long? Written(UnlistedClient client);
}

/// <summary>
/// The living processes that keep a file up to date, and the session each says it is in. One without a status (interactive
/// 2.1.80) is written once: after <c>/clear</c> it names the session that was left.
/// </summary>
internal sealed class Listed(IEnumerable<KnownProcess> known)
{
    private readonly Dictionary<int, ProcessFile> _files = known.Where(process => process is { IsAlive: true, File.Status: not null }).Select(process => process.File).GroupBy(file => file.Pid).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Null: it keeps no file, or another process of its number does.</summary>
    public string? SessionOf(int pid, string start) =>
        _files.TryGetValue(pid, out var file) && (string.IsNullOrEmpty(file.ProcStart) || file.ProcStart == start) ? file.SessionId : null;
}
