using Microsoft.Extensions.Primitives;

namespace ClaudeLens.Streams;

/// <summary>What a viewer wants to see. Equal filters share what is written for them.</summary>
internal sealed class Filter : IEquatable<Filter>
{
    private const int MaxNames = 256;
    private readonly string[] _sessions;
    private readonly string[] _projects;
    private readonly int _hash;

    public Filter(FrameKinds types, IEnumerable<string>? sessions = null, IEnumerable<string>? projects = null)
    {
        Types = types;
        _sessions = Names(sessions);
        _projects = Names(projects);
        var hash = new HashCode();
        hash.Add(types);
        foreach (var name in _sessions) hash.Add(name);
        foreach (var name in _projects) hash.Add(name);
        _hash = hash.ToHashCode();
    }

    public FrameKinds Types { get; }

    /// <summary>Whether it wants every session.</summary>
    public bool EverySession => _sessions.Length == 0 && _projects.Length == 0;

    public bool Wants(Frame frame) =>
        (frame.Kind & Types) != 0 && (frame.Kind == FrameKinds.MetricUpdate || WantsSession(frame.SessionId, frame.Project));

    public bool WantsSession(string? session, string? project) =>
        EverySession || (Has(_sessions, session) && Has(_projects, project));

    /// <param name="types">When the request names none.</param>
    /// <returns>Null when it names a type that does not exist, or too many names.</returns>
    public static Filter? Parse(StringValues types, StringValues sessions, StringValues projects, FrameKinds defaultTypes)
    {
        var kinds = FrameKinds.None;
        foreach (var name in Split(types))
        {
            if (Kind(name) is not { } kind) return null;
            kinds |= kind;
        }
        var (s, p) = (Split(sessions).ToArray(), Split(projects).ToArray());
        return s.Length + p.Length > MaxNames ? null : new Filter(kinds == FrameKinds.None ? defaultTypes : kinds, s, p);
    }

    private static FrameKinds? Kind(string name) => name switch
    {
        "new_message" => FrameKinds.NewMessage,
        "session_update" => FrameKinds.SessionUpdate,
        "alert" => FrameKinds.Alert,
        "metric_update" => FrameKinds.MetricUpdate,
        _ => null,
    };

    public bool Equals(Filter? other) =>
        ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Types == other.Types
            && _sessions.AsSpan().SequenceEqual(other._sessions) && _projects.AsSpan().SequenceEqual(other._projects));

    public override bool Equals(object? other) => Equals(other as Filter);

    public override int GetHashCode() => _hash;

    private static bool Has(string[] names, string? name) => names.Length == 0 || (name is not null && Array.BinarySearch(names, name, StringComparer.Ordinal) >= 0);

    private static IEnumerable<string> Split(StringValues values) =>
        values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string[] Names(IEnumerable<string>? names) => names is null ? [] : [.. names.Distinct().Order(StringComparer.Ordinal)];
}
