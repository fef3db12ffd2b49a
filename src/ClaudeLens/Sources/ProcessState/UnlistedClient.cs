namespace ClaudeLens.Sources.ProcessState;

/// <summary>A living client that keeps no <c>sessions/&lt;pid&gt;.json</c> (before 2.1.200), as the system's process table shows it.</summary>
/// <param name="Start">Field 22 of <c>/proc/&lt;pid&gt;/stat</c>: tells the process from a later one of the same number.</param>
/// <param name="Folder">Where it writes its transcripts: the project of the folder it runs in.</param>
internal sealed record UnlistedClient(int Pid, string Start, DateTimeOffset StartedAt, string Folder)
{
    public bool Equals(UnlistedClient? other) => other is not null && (Pid, Start) == (other.Pid, other.Start);
    public override int GetHashCode() => HashCode.Combine(Pid, Start);
}

/// <summary>Which clients run that nobody lists.</summary>
internal interface IUnlistedClients
{
    /// <param name="listed">Processes that keep a file, by number and start: these speak for themselves.</param>
    IReadOnlyList<UnlistedClient> Look(IReadOnlyDictionary<(int Pid, string Start), string> listed);

    /// <summary>Bytes it has written to anything so far; null when it is gone or nobody tells.</summary>
    long? Written(UnlistedClient client);
}
