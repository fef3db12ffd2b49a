using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>
/// A session that was written on shortly before we came, of which it is to be found out whether anybody here still runs it.
/// A killed client leaves its file in <c>sessions/</c>, but other clients may remove it: then nothing but the missing
/// process tells.
/// </summary>
internal sealed class Abandoned
{
    /// <summary>A transcript's first lines may be there before its client's file is.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    /// <summary>A client that keeps no file would probably write within this time, if it lived out of our sight.</summary>
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(30);
    /// <summary>Files may tell their time in whole seconds.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly string _transcript;
    private readonly DateTimeOffset _written;
    private readonly TimeSpan _patience;

    private Abandoned(string root, string transcript, DateTimeOffset written)
    {
        (Root, _transcript, _written) = (root, transcript, written);
        SessionId = Path.GetFileNameWithoutExtension(transcript);
        _patience = ClientVersion.Of(transcript) >= ClientVersion.WithProcessState ? TimeSpan.Zero : Silent;
    }

    public string Root { get; }
    public string SessionId { get; }
    /// <summary>Whatever says it happened later was written by somebody who lives.</summary>
    public DateTimeOffset LeftAt => _written + Tick;

    /// <summary>
    /// Those that may seem to be at work: what is older has left the live view by itself. Where no client keeps files,
    /// in a copy of another machine's transcripts say, a missing process says nothing and the transcript decides.
    /// </summary>
    public static IEnumerable<Abandoned> Of(string root, DateTimeOffset now)
    {
        var projects = Path.Combine(root, "projects");
        if (!Directory.Exists(projects) || !Directory.Exists(Path.Combine(root, "sessions")))
            return [];
        return Directory.EnumerateDirectories(projects, "*", Every).SelectMany(project => Directory.EnumerateFiles(project, "*.jsonl", Every))
            .Where(path => !IsAgents(path) && FileStat.Of(path) is { Type: FileType.Regular, Size: > 0 })
            .Select(path => (Path: path, Written: Written(path))).Where(t => t.Written <= now && now - t.Written < KnownProcess.Freshness)
            .Select(t => new Abandoned(root, t.Path, t.Written)).ToList();
    }

    /// <summary>It was not written on since we came.</summary>
    public bool IsSilent => Written(_transcript) == _written;

    public bool IsOver(DateTimeOffset now, TimeSpan watched) => now - _written >= Settled && watched >= _patience;

    private static readonly EnumerationOptions Every = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };

    /// <summary>When anything was last written of it, its subagents' transcripts too: those of 2.0 stand beside it and may be anybody's.</summary>
    private static DateTimeOffset Written(string transcript)
    {
        var (project, own) = (Path.GetDirectoryName(transcript)!, Path.ChangeExtension(transcript, null));
        IEnumerable<string> agents = Directory.EnumerateFiles(project, "agent-*.jsonl", Every);
        if (Directory.Exists(own))
            agents = agents.Concat(Directory.EnumerateFiles(own, "*.jsonl", new EnumerationOptions { IgnoreInaccessible = true, RecurseSubdirectories = true }));
        return agents.Append(transcript).Max(path => FileStat.Of(path).Modified);
    }

    private static bool IsAgents(string path) => Path.GetFileName(path.AsSpan()).StartsWith("agent-");
}
