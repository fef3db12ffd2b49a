using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>The facts last told from one file: every line repeats them, they are told when they change.</summary>
internal sealed class FactsSeen
{
    private SessionFacts _told = new();

    /// <summary>What this line says that was not told yet; null if nothing.</summary>
    public SessionFacts? Changed(ReadOnlySpan<byte> json, Line line, Utf8Pool pool, string? host)
    {
        var cwd = Changed(json, line.Cwd, _told.Cwd, pool);
        var branch = Changed(json, line.WorktreeBranch.IsThere ? line.WorktreeBranch : line.GitBranch, _told.GitBranch, pool);
        var version = Changed(json, line.Version, _told.ClientVersion, pool);
        var entrypoint = Changed(json, line.Entrypoint, _told.Entrypoint, pool);
        var mode = Changed(json, line.PermissionMode, _told.PermissionMode, pool);
        var customTitle = Changed(json, line.Type == LineType.CustomTitle ? line.Text : default, _told.CustomTitle, pool);
        var title = Changed(json, line.Type is LineType.AiTitle or LineType.AgentName ? line.Text : default, _told.Title, pool);
        host = _told.Host is null ? host : null;
        if ((host ?? cwd ?? branch ?? version ?? entrypoint ?? mode ?? customTitle ?? title) is null)
            return null;
        return new()
        {
            Cwd = cwd,
            GitBranch = branch,
            ClientVersion = version,
            Entrypoint = entrypoint,
            PermissionMode = mode,
            Host = host,
            CustomTitle = customTitle,
            Title = title,
        };
    }

    /// <summary>An event carries them now.</summary>
    public void Told(SessionFacts facts) => _told = new()
    {
        Cwd = facts.Cwd ?? _told.Cwd,
        GitBranch = facts.GitBranch ?? _told.GitBranch,
        ClientVersion = facts.ClientVersion ?? _told.ClientVersion,
        Entrypoint = facts.Entrypoint ?? _told.Entrypoint,
        PermissionMode = facts.PermissionMode ?? _told.PermissionMode,
        Host = facts.Host ?? _told.Host,
        CustomTitle = facts.CustomTitle ?? _told.CustomTitle,
        Title = facts.Title ?? _told.Title,
    };

    private static string? Changed(ReadOnlySpan<byte> json, Slice slice, string? told, Utf8Pool pool)
    {
        if (slice.Length == 0)
            return null;
        var value = pool.Get(json.Slice(slice.Start, slice.Length));
        return value == told ? null : value;
    }
}
