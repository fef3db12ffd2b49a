using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>
/// Finds unlisted clients in <c>/proc</c>. Only those count that we may look into, that were told to use a config folder
/// of ours (compared by what the folder is, not by its name) and whose working folder we know.
/// </summary>
internal sealed class ProcClients(string proc, IReadOnlyList<string> roots, TimeProvider clock) : IUnlistedClients
{
    /// <summary>A client is called <c>node</c> at first and names itself soon: what is older than this stays what it is.</summary>
    private static readonly TimeSpan NameIsFinal = TimeSpan.FromSeconds(10);

    private readonly Dictionary<int, (string Start, string Root)> _clients = [];
    private readonly HashSet<int> _others = [];
    private readonly Dictionary<int, (int Client, DateTimeOffset Since)> _shells = [];
    private TimeSpan _uptime;

    public static IUnlistedClients OfThisMachine(IReadOnlyList<string> roots, TimeProvider clock) =>
        OperatingSystem.IsLinux() ? new ProcClients("/proc", roots, clock) : new NoClients();

    public bool AreSeen => true;

    public IReadOnlyList<UnlistedClient> Look(Listed listed)
    {
        var running = Pids();
        _others.IntersectWith(running);
        foreach (var gone in _clients.Keys.Where(pid => !running.Contains(pid)).ToArray())
            _clients.Remove(gone);
        foreach (var gone in _shells.Keys.Where(pid => !running.Contains(pid)).ToArray())
            _shells.Remove(gone);
        _uptime = ProcStat.Uptime(proc);
        var found = new List<UnlistedClient>();
        foreach (var pid in running)
            if (!_others.Contains(pid) && !_shells.ContainsKey(pid) && Client(pid, listed) is { } client)
                found.Add(client);
        return _shells.Count == 0 ? found : found.ConvertAll(client => client with { RunsSince = RunsSince(client.Pid) });
    }

    public long? Written(UnlistedClient client)
    {
        try
        {
            foreach (var line in File.ReadLines(Of(client.Pid, "io")))
                if (line.StartsWith("wchar: ", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(7), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone meanwhile.
        }
        return null;
    }

    private DateTimeOffset? RunsSince(int client) => _shells.Values.Where(shell => shell.Client == client).Max(shell => (DateTimeOffset?)shell.Since);

    private UnlistedClient? Client(int pid, Listed listed)
    {
        try
        {
            if (ProcStat.Read(proc, pid) is not { IsDead: false } stat)
                return null;
            var age = _uptime - stat.StartedAfterBoot;
            if (listed.SessionOf(pid, stat.Start) is not null)
            {
                // Its file may be removed a moment before it ends.
                _others.Add(pid);
                return null;
            }
            if (!_clients.TryGetValue(pid, out var known) || known.Start != stat.Start)
            {
                if (_clients.ContainsKey(stat.Parent) && ClientProgram.IsToolShell(proc, pid))
                {
                    _shells[pid] = (stat.Parent, clock.GetUtcNow() - age);
                    return null;
                }
                // A child that is not yet what it will be has its parent's name for a moment.
                if (_clients.ContainsKey(stat.Parent) || !ClientProgram.Is(proc, pid, stat.Name) || RootOf(pid) is not { } root)
                {
                    if (age > NameIsFinal)
                        _others.Add(pid);
                    return null;
                }
                _clients[pid] = known = (stat.Start, root);
            }
            return new FileInfo(Of(pid, "cwd")).LinkTarget is { } cwd
                ? new(pid, stat.Start, clock.GetUtcNow() - age, Path.Combine(known.Root, "projects", Slug(cwd))) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or gone meanwhile: nothing is known of it.
            return null;
        }
    }

    /// <summary>Which of our config folders it uses, by its environment; seen from its own root, which a container's client does not share with us.</summary>
    private string? RootOf(int pid)
    {
        var variables = Encoding.UTF8.GetString(File.ReadAllBytes(Of(pid, "environ"))).Split('\0');
        var home = Value("HOME=");
        string[] folders = Value("CLAUDE_CONFIG_DIR=") is { Length: > 0 } told ? [told] : home is null ? [] : [Path.Combine(home, ".claude"), Path.Combine(home, ".config", "claude")];
        foreach (var folder in folders)
        {
            var stat = FileStat.Of(Of(pid, "root") + folder);
            if (stat.Type == FileType.Directory && roots.FirstOrDefault(root => FileStat.Of(root).Identity == stat.Identity) is { } ours)
                return ours;
        }
        return null;

        string? Value(string name) => Array.Find(variables, v => v.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
    }

    /// <summary>A project's folder is named after its working folder, everything but letters and digits replaced.</summary>
    private static string Slug(string cwd) => string.Concat(cwd.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private HashSet<int> Pids() =>
    [
        .. new FileSystemEnumerable<int>(proc, static (ref entry) => int.TryParse(entry.FileName, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        {
            ShouldIncludePredicate = static (ref entry) => char.IsAsciiDigit(entry.FileName[0]),
        },
    ];

    private string Of(int pid, string what) => Path.Combine(proc, pid.ToString(CultureInfo.InvariantCulture), what);

    private sealed class NoClients : IUnlistedClients
    {
        public bool AreSeen => false;
        public IReadOnlyList<UnlistedClient> Look(Listed listed) => [];
        public long? Written(UnlistedClient client) => null;
    }
}
