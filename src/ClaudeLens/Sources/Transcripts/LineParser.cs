using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// One line of a transcript → what happened. Understands every client version side by side: what a line means follows
/// from what it holds, never from its version. For one thread.
/// </summary>
/// <param name="host">The machine whose sessions these are; null where that does not matter.</param>
internal sealed partial class LineParser(string? host = null)
{
    private readonly Utf8Pool _pool = new();
    private readonly AgentCalls _calls = new();
    private readonly Titles _titles = new();
    private readonly Line _line = new();

    // Of the line at hand.
    private ParsedFile _file = null!;
    private LineContext _context;
    private List<SessionEvent> _events = null!;
    private SessionFacts? _facts;
    private string _session = "", _keyed = "";
    private ulong _sessionKey = EventId.SessionKey("");
    private string? _agent;
    private DateTimeOffset _at;
    private int _ordinal;

    /// <exception cref="System.Text.Json.JsonException">The line is torn: there is nothing to be read in it.</exception>
    public void Parse(ReadOnlySpan<byte> json, ParsedFile file, in LineContext context, List<SessionEvent> events)
    {
        var isFirst = file.Begun is null;
        if (isFirst)
            file.Begin(FileBeginning.Of(json));
        if (!LineReader.Read(json, _line))
            return;
        (_file, _context, _events, _ordinal) = (file, context, events, 0);
        // What has no time is as old as the newest before it: lines may stand behind younger ones, and a fork opens with copies.
        if (_line.Timestamp is { } time && (isFirst || time > file.LastAt))
            file.LastAt = time;
        _at = _line.Timestamp ?? file.LastAt;
        _session = _line.SessionId.Length > 0 ? Pooled(json, _line.SessionId) : file.Path.SessionId;
        _agent = _line.AgentId.Length > 0 ? Pooled(json, _line.AgentId) : file.Path.AgentId;
        var isRoot = false;
        if (_line.IsSidechain && _agent is null && _line.Uuid.Length > 0)
            _agent = (file.Sidechains ??= new()).AgentOf(Bytes(json, _line.Uuid), Bytes(json, _line.ParentUuid), out isRoot);
        else if (_agent is not null)
            isRoot = !_line.ParentUuid.IsThere;
        _facts = file.Facts.Changed(json, _line, _pool, host);
        switch (_line.Type)
        {
            case LineType.User: User(json, isRoot); break;
            case LineType.Attachment: Queued(json); break;
            case LineType.Assistant: Assistant(json); break;
            case LineType.System: System(json); break;
            default: State(json); break;
        }
        // Clients that name their entry point write their titles into the session's own file.
        if (_line.Uuid.IsThere && _agent is null && !_line.Entrypoint.IsThere)
            ResolveTitle(json);
    }

    private SessionEvent New(ReadOnlySpan<byte> json, EventKind kind, string? summary, MessagePart? message = null, ToolCall? tool = null, ToolOutcome? outcome = null, string? requestId = null)
    {
        var happened = new SessionEvent
        {
            Id = EventId.Create(SessionKey(), (ulong)(_context.Offset + _ordinal++), _file.SourceKey, json),
            Kind = kind,
            SessionId = _session,
            AgentId = _agent,
            At = _at,
            SeenAt = _context.SeenAt,
            Source = EventSource.Transcript,
            Backfill = _context.IsBackfill(_at),
            Born = _file.Born,
            Copied = _at < _file.Begun,
            Uuid = _line.Uuid.Length > 0 && message is null && outcome is null ? Exact(json, _line.Uuid) : null,
            Summary = summary is { Length: > 0 } ? summary : null,
            Facts = _facts,
            Message = message,
            Tool = tool,
            Outcome = outcome,
            RequestId = requestId,
        };
        if (_facts is not null)
            _file.Facts.Told(_facts);
        _facts = null;
        return happened;
    }

    /// <summary>One line after the other is of the same session.</summary>
    private ulong SessionKey()
    {
        if (!ReferenceEquals(_keyed, _session))
            (_keyed, _sessionKey) = (_session, EventId.SessionKey(_session));
        return _sessionKey;
    }

    private void Add(SessionEvent happened) => _events.Add(happened);

    private void Tell(ReadOnlySpan<byte> json, EventKind kind, string? summary = null) => Add(New(json, kind, summary));

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> json, Slice slice) => json.Slice(slice.Start, slice.Length);
    private static string Exact(ReadOnlySpan<byte> json, Slice slice) => PlainText.Exact(Bytes(json, slice));
    private static string? OneLine(ReadOnlySpan<byte> json, Slice slice) => slice.IsThere ? PlainText.OneLine(Bytes(json, slice)) : null;
    private string Pooled(ReadOnlySpan<byte> json, Slice slice) => _pool.Get(Bytes(json, slice));
    private string? PooledOrNull(ReadOnlySpan<byte> json, Slice slice) => slice.Length > 0 ? _pool.Get(Bytes(json, slice)) : null;
}

/// <summary>Where and when the line at hand was read.</summary>
/// <param name="BackfillBefore">It was already there when we started: what is older than this is not news.</param>
internal readonly record struct LineContext(long Offset, DateTimeOffset SeenAt, DateTimeOffset BackfillBefore)
{
    public bool IsBackfill(DateTimeOffset at) => at < BackfillBefore;
}
