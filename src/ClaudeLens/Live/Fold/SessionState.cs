using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>One session: what its events add up to.</summary>
internal sealed partial class SessionState
{
    private static readonly TimeSpan RecentWidth = TimeSpan.FromMinutes(1), CostWidth = TimeSpan.FromSeconds(15);
    private readonly Presence _presence = new();
    private readonly ModelSums _models = new();
    private Dictionary<string, AgentState>? _agents;
    private Dictionary<string, DateTimeOffset>? _agentCallsDone;
    private HashSet<string>? _copiedCalls;
    /// <summary>By which subagent another one was called: clients before 2.1.330 do not say it in that one's description.</summary>
    private Dictionary<string, string>? _callers;
    /// <summary>Each session's minutes begin at a moment of its own: thousands that all slid at once would be a storm of frames.</summary>
    private readonly TimeSpan _phase;
    private Buckets<int>? _recent;
    private Buckets<decimal>? _recentCost;
    private SessionFacts _facts = new();
    /// <summary>As the client that runs it says, before it has written a line.</summary>
    private SessionFacts? _processFacts;
    private Said _lastMessage, _agentCwd;
    private string? _cwd, _firstPrompt, _title, _model, _askedModel, _lastError;
    private EventSource _source = EventSource.Http;
    private DateTimeOffset _startedAt = DateTimeOffset.MaxValue, _lastAt;
    private long _context;
    private (string? Uuid, Moment At) _unanswered;

    public SessionState(string id)
    {
        (Id, Holdings) = (id, new(this));
        _phase = TimeSpan.FromTicks((long)(EventId.SessionKey(id) % (ulong)RecentWidth.Ticks));
    }

    public string Id { get; }
    public Chain Main { get; } = new();
    public TokenSums Sums { get; } = new();
    public Holdings Holdings { get; }
    /// <summary>Who holds copies of its lines, or it of theirs, itself included; null when nobody does.</summary>
    public HashSet<SessionState>? Family { get; set; }
    public int Errors { get; private set; }
    public int Compactions { get; private set; }
    public DateTimeOffset LastAt => _lastAt;
    /// <summary>False for one of whom only others spoke or only its end is known, or that was left before anything was answered: 2.0.76 begins one, asks its agents, and then takes up the old one.</summary>
    public bool HasEvents { get; private set; }
    /// <summary>How it was when it was last told of.</summary>
    public SessionView? Told { get; set; }
    /// <summary>When its view may next change by time alone.</summary>
    public DateTimeOffset ChangesAt { get; private set; }
    public string Project { get; private set; } = ProjectOf(null);

    private string? Path => _cwd ?? _agentCwd.Text;

    public AgentState Agent(string agentId)
    {
        _agents ??= [];
        if (!_agents.TryGetValue(agentId, out var agent)) _agents[agentId] = agent = new AgentState(agentId);
        return agent;
    }

    /// <returns>The tool call that came back with it.</returns>
    public ToolView? Apply(SessionEvent e)
    {
        HasEvents |= e is not ({ AgentId: not null, Kind: EventKind.Prompt } or { Kind: EventKind.SessionEnded } or { Process.Alive: false });
        if (e.At < _startedAt) _startedAt = e.At;
        if (e.Source < _source) _source = e.Source;
        // Waiting and working are activity; that a process is still there is not, nor that it leaves.
        var happened = e.Kind switch { EventKind.Process => e.Process?.StatusSince, EventKind.SessionEnded => null, _ => (DateTimeOffset?)e.At };
        if (happened > _lastAt) _lastAt = happened.Value;
        _presence.Apply(e);
        if (e is { Kind: EventKind.Process, Process: { Alive: false, CleanExit: false } } && _presence.Process is null) Holdings.Kill(e.At);
        if (e.Facts is { } facts) Learn(facts, e);
        var done = e.Outcome is { } outcome ? (e.AgentId is { } caller ? Agent(caller).Chain : Main).Open(outcome.ToolUseId) : null;

        if (e.AgentId is { } agentId) Agent(agentId).Apply(e);
        else if (e.Subagent is { } subagent) Agent(subagent.AgentId).Apply(e);
        else ApplyMain(e);

        if (e is { Kind: EventKind.Message, AgentId: { } parent, Tool: { } call } && StartsAgent(call.Name)) (_callers ??= [])[call.Id] = parent;
        if (e.Outcome is { Background: false } result) Return(result, done, e.At);
        if (e.Subagent is { ToolUseId: { } callId } started && _agentCallsDone?.TryGetValue(callId, out var at) == true) Agent(started.AgentId).Return(at);
        if (e is { Summary: { } summary, Kind: EventKind.Message or EventKind.Prompt or EventKind.ApiError }) _lastMessage = _lastMessage.OrNewer(summary, e);
        return done;
    }

    /// <summary>Lines may be repeated; a prompt that comes again is no new one.</summary>
    public void Asked(string promptUuid, Moment at)
    {
        if (at.CompareTo(_unanswered.At) > 0) _unanswered = (promptUuid, at);
    }

    /// <summary>The prompt to which this is the first answer: a copied prompt does not say whose it is, its copied answer does.</summary>
    public (string? Uuid, Moment At) Answered(Moment at)
    {
        if (at.CompareTo(_unanswered.At) < 0) return default;
        var prompt = _unanswered;
        _unanswered.Uuid = null;
        return prompt;
    }

    /// <summary>Whether a line was told of in another session: itself, or the call it answers.</summary>
    public bool IsCopied(SessionEvent e, bool itself)
    {
        if (e.Tool is { } tool && (itself || e.Message?.PaidBySession is not null)) (_copiedCalls ??= []).Add(tool.Id);
        return itself || (e.Outcome is { } outcome && _copiedCalls?.Remove(outcome.ToolUseId) == true);
    }

    /// <summary>An entry became its own, or ceased to be.</summary>
    public void Count(LedgerEntry entry, int sign, DateTimeOffset now)
    {
        switch (entry.Kind)
        {
            case LedgerKind.Error:
                Errors += sign;
                return;
            case LedgerKind.Compaction:
                Compactions += sign;
                return;
        }
        Sums.Count(entry, sign);
        entry.Agent?.Sums.Count(entry, sign);
        if (entry.Model is { } model) _models.Count(model, entry, sign);
        if (now - entry.At > RecentWidth * 20) return;
        var (slidAt, slidNow) = ((DateTimeOffset)entry.At + _phase, now + _phase);
        (_recent ??= new(RecentWidth, 20)).Add(slidAt, sign, slidNow);
        if (entry.Cost > 0) (_recentCost ??= new(CostWidth, 20)).Add(slidAt, sign * entry.Cost, slidNow);
    }

    private void ApplyMain(SessionEvent e)
    {
        // A call that is still open when the human asks again will never return: its client was killed.
        if (e.Kind == EventKind.Prompt)
        {
            foreach (var call in Main.OpenTools) Return(call, e.At);
        }
        Main.Apply(e);
        switch (e.Kind)
        {
            case EventKind.Prompt:
                _firstPrompt ??= e.Summary;
                break;
            case EventKind.Message when e.Message is { Synthetic: false } message:
                _model = message.Model ?? _model;
                _askedModel = message.RequestedModel;
                if (message.Usage is { } usage) _context = usage.Context;
                break;
            case EventKind.Compaction when e.Compaction?.TokensAfter is { } left:
                _context = left;
                break;
            case EventKind.ApiError when e.Failure is { } failure:
                _lastError = failure.Message ?? e.Summary;
                break;
        }
    }

    /// <summary>A subagent's call has its result: it works no more, whatever its own transcript says last. Which agent it was may be told later.</summary>
    private void Return(ToolOutcome result, ToolView? call, DateTimeOffset at)
    {
        if (result.AgentId is { } agentId) Agent(agentId).Return(at);
        if (call is not null) Return(call, at);
    }

    private void Return(ToolView call, DateTimeOffset at)
    {
        if (!StartsAgent(call.Name)) return;
        (_agentCallsDone ??= [])[call.Id] = at;
        if (_agents is null) return;
        foreach (var agent in _agents.Values)
        {
            if (agent.ToolUseId == call.Id) agent.Return(at);
        }
    }

    private static bool StartsAgent(string tool) => tool is "Agent" or "Task";

    private string? CallerOf(AgentState agent) => agent.ToolUseId is { } call ? _callers?.GetValueOrDefault(call) : null;

    private void Learn(SessionFacts facts, SessionEvent e)
    {
        // The folder it was started in: a later `cd` does not move a session to another project.
        if (facts.Cwd is { } cwd)
        {
            if (e.AgentId is null && e.Source == EventSource.Transcript) _cwd ??= cwd;
            else _agentCwd = _agentCwd.OrOlder(cwd, e);
            Project = ProjectOf(Path);
        }
        if (e.AgentId is not null) return;
        if (e.Source == EventSource.Process)
        {
            _processFacts = facts;
            return;
        }
        if (facts.Title is { } title) _title = title;
        _facts = new SessionFacts
        {
            GitBranch = facts.GitBranch ?? _facts.GitBranch,
            ClientVersion = facts.ClientVersion ?? _facts.ClientVersion,
            Entrypoint = facts.Entrypoint ?? _facts.Entrypoint,
            PermissionMode = facts.PermissionMode ?? _facts.PermissionMode,
            Host = facts.Host ?? _facts.Host,
            CustomTitle = facts.CustomTitle ?? _facts.CustomTitle,
        };
    }

    private static string ProjectOf(string? cwd)
    {
        var name = cwd?.TrimEnd('/', '\\');
        if (string.IsNullOrEmpty(name)) return cwd is null ? "unknown" : cwd;
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
