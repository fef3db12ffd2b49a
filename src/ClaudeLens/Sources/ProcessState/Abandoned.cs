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
        var beside = new Dictionary<string, DateTimeOffset>();
        return Directory.EnumerateDirectories(projects, "*", Every).SelectMany(project => Files(project, "*.jsonl", Every))
            .Where(path => !IsAgents(path) && FileStat.Of(path) is { Type: FileType.Regular, Size: > 0 })
            .Select(path => (Path: path, Written: Written(path, beside))).Where(t => t.Written <= now && now - t.Written < KnownProcess.Freshness)
            .Select(t => new Abandoned(root, t.Path, t.Written)).ToList();
    }

    /// <summary>It was not written on since we came.</summary>
    /// <param name="beside">What was found out of its project in the same look: a thousand sessions of one need it once.</param>
    public bool IsSilent(Dictionary<string, DateTimeOffset> beside) => Written(_transcript, beside) == _written;

    public bool IsOver(DateTimeOffset now, TimeSpan watched) => now - _written >= Settled && watched >= _patience;

    private static readonly EnumerationOptions Every = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };
    private static readonly EnumerationOptions Within = new() { IgnoreInaccessible = true, RecurseSubdirectories = true };

    /// <summary>When anything was last written of it, its subagents' transcripts too: those of 2.0 stand beside it and may be anybody's.</summary>
    private static DateTimeOffset Written(string transcript, Dictionary<string, DateTimeOffset> beside)
    {
        var (project, own) = (Path.GetDirectoryName(transcript)!, Path.ChangeExtension(transcript, null));
        if (!beside.TryGetValue(project, out var agents))
            beside[project] = agents = Newest(project, "agent-*.jsonl", Every);
        return new[] { agents, Newest(own, "*.jsonl", Within), FileStat.Of(transcript).Modified }.Max();
    }

    private static DateTimeOffset Newest(string folder, string names, EnumerationOptions options) =>
        Files(folder, names, options).Select(path => FileStat.Of(path).Modified).DefaultIfEmpty().Max();

    private static string[] Files(string folder, string names, EnumerationOptions options)
    {
        try
        {
            return Directory.GetFiles(folder, names, options);
        }
        catch (IOException)
        {
            // There is none, or it is gone meanwhile.
            return [];
        }
    }

    private static bool IsAgents(string path) => Path.GetFileName(path.AsSpan()).StartsWith("agent-");
}
