using ClaudeLens.Events;
using ClaudeLens.Live.Status;

namespace ClaudeLens.Live.Fold;

/// <summary>One session: what its events add up to.</summary>
internal sealed partial class SessionState(string id)
{
    private static readonly TimeSpan RecentWidth = TimeSpan.FromMinutes(1), CostWidth = TimeSpan.FromSeconds(15);
    private readonly Dictionary<string, AgentState> _agents = [];
    private readonly Dictionary<int, ProcessReport> _processes = [];
    private readonly Dictionary<string, TokenSums> _models = [];
    private Buckets<int>? _recent;
    private Buckets<decimal>? _recentCost;
    private SessionFacts _facts = new();
    private string? _cwd, _agentCwd, _firstPrompt, _title, _model, _askedModel, _lastMessage, _lastError;
    private EventSource _source = EventSource.Http;
    private DateTimeOffset _startedAt = DateTimeOffset.MaxValue, _lastAt, _lastMessageAt;
    private TokenUsage? _context;
    private SessionEvent? _asked;
    private ClientTotal? _total;
    private DateTimeOffset _totalAt;
    private DateTimeOffset? _goneAt;
    private Evidence _goneEvidence;
    private string _goneReason = "";

    public string Id => id;
    public Chain Main { get; } = new();
    public TokenSums Sums { get; } = new();
    public int Errors { get; private set; }
    public int Compactions { get; private set; }
    /// <summary>All that its files hold, its own and what it inherited by a fork.</summary>
    public HashSet<LedgerEntry> Held { get; } = [];
    public DateTimeOffset LastAt => _lastAt;
    /// <summary>False for one of whom only others spoke.</summary>
    public bool HasEvents => _startedAt != DateTimeOffset.MaxValue;
    /// <summary>When its view may next change by time alone.</summary>
    public DateTimeOffset ChangesAt { get; private set; }
    public string Project => ProjectOf(_cwd ?? _agentCwd);

    public AgentState Agent(string agentId)
    {
        if (!_agents.TryGetValue(agentId, out var agent)) _agents[agentId] = agent = new AgentState(agentId);
        return agent;
    }

    public void Apply(SessionEvent e)
    {
        if (e.At < _startedAt) _startedAt = e.At;
        if (e.At > _lastAt && e.Kind != EventKind.Process) _lastAt = e.At;
        if (e.Source < _source) _source = e.Source;
        if (e.Facts is { } facts) Learn(facts, e);
        if (e.Kind == EventKind.Process) Follow(e.Process!, e.At);
        else if (e.Kind == EventKind.SessionEnded) Gone(e.At, e.Source == EventSource.Hook ? Evidence.Hook : Evidence.Transcript, e.Summary ?? "Ended");
        else if (e.Kind != EventKind.State && e.Kind != EventKind.Title && e.Kind != EventKind.ClientTotal && e.At > _goneAt) _goneAt = null;

        if (e.AgentId is { } agentId) Agent(agentId).Apply(e);
        else if (e.Subagent is { } subagent) Agent(subagent.AgentId).Apply(e);
        else ApplyMain(e);

        if (e.Summary is { } summary && e.At >= _lastMessageAt && e.Kind is EventKind.Message or EventKind.Prompt or EventKind.ApiError)
            (_lastMessage, _lastMessageAt) = (summary, e.At);
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
        if (entry.Model is { } model)
        {
            if (!_models.TryGetValue(model, out var sums)) _models[model] = sums = new TokenSums();
            sums.Count(entry, sign);
        }
        if (now - entry.At > RecentWidth * 20) return;
        (_recent ??= new(RecentWidth, 20)).Add(entry.At, sign, now);
        if (entry.Cost is { } cost) (_recentCost ??= new(CostWidth, 20)).Add(entry.At, sign * cost, now);
    }

    private void ApplyMain(SessionEvent e)
    {
        Main.Apply(e);
        switch (e.Kind)
        {
            case EventKind.Prompt:
                _firstPrompt ??= e.Summary;
                _asked = null;
                break;
            case EventKind.Message when e.Message is { Synthetic: false } message:
                _model = message.Model ?? _model;
                _askedModel = message.RequestedModel;
                if (message.Usage is { } usage) _context = usage;
                _asked = null;
                break;
            case EventKind.ToolResult when e.Outcome is { } outcome:
                _asked = null;
                Returned(outcome, e.At);
                break;
            case EventKind.ApiError when e.Failure is { } failure:
                _lastError = failure.Message ?? e.Summary;
                break;
            case EventKind.PermissionAsked:
                _asked = e;
                break;
            case EventKind.Interrupted or EventKind.TurnEnded:
                _asked = null;
                break;
            case EventKind.ClientTotal:
                (_total, _totalAt) = (e.Total, e.At);
                break;
        }
    }

    private void Returned(ToolOutcome outcome, DateTimeOffset at)
    {
        if (outcome.Background) return;
        if (outcome.AgentId is { } agentId) Agent(agentId).Return(at);
        foreach (var agent in _agents.Values)
        {
            if (agent.ToolUseId == outcome.ToolUseId) agent.Return(at);
        }
    }

    private void Learn(SessionFacts facts, SessionEvent e)
    {
        if (facts.Cwd is { } cwd)
        {
            // The folder it was started in: a later `cd` does not move a session to another project.
            if (e.AgentId is null && e.Source == EventSource.Transcript) _cwd ??= cwd;
            else _agentCwd ??= cwd;
        }
        if (e.AgentId is not null) return;
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

    private void Follow(ProcessReport process, DateTimeOffset at)
    {
        if (process.Alive)
        {
            _processes[process.Pid] = process;
            _goneAt = null;
            // Waiting and working are activity; an idle process alone is not.
            if (process.StatusSince > _lastAt) _lastAt = process.StatusSince.Value;
        }
        else if (_processes.Remove(process.Pid) || _goneAt is null)
        {
            if (_processes.Count == 0) Gone(at, Evidence.Process, process.CleanExit ? "Ended" : "Its process is gone");
        }
    }

    private void Gone(DateTimeOffset at, Evidence evidence, string reason)
    {
        (_goneAt, _goneEvidence, _goneReason) = (at, evidence, reason);
        _processes.Clear();
        _asked = null;
    }

    private static string ProjectOf(string? cwd)
    {
        var name = cwd?.TrimEnd('/', '\\');
        if (string.IsNullOrEmpty(name)) return cwd is null ? "unknown" : cwd;
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }
}
