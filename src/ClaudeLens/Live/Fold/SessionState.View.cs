using ClaudeLens.Events;
using ClaudeLens.Live.Status;
using ClaudeLens.Pricing;

namespace ClaudeLens.Live.Fold;

internal sealed partial class SessionState
{
    private static readonly int[] Nothing = new int[20];
    private static readonly List<AgentState> Nobody = [];
    private static readonly string[] Sources = [.. Enum.GetValues<EventSource>().Select(s => s.ToString().ToLowerInvariant())];

    /// <summary>How it looks at a moment. Parts that did not change are those of the view before: most views differ in little.</summary>
    public SessionView View(DateTimeOffset now, LiveOptions options, PriceBook prices, Ledger ledger, SessionView? old)
    {
        var process = _presence.Process;
        var working = Working(now);
        var situation = new Situation(Main, working, process, _presence.GoneAt, _facts.PermissionMode, now, options);
        var verdict = StatusRules.Decide(situation);
        var left = Left(verdict, process, now, options);
        if (left is not null) verdict = new Verdict(SessionStatus.Idle, null, StatusRules.WithLastTurn(left.Reason, situation), left.Evidence, left.At);
        ChangesAt = NextChange(now, left, options, working, guesses: process?.Status is null);

        var window = Window(prices);
        var tokens = Sums.Tokens(old?.Tokens);
        return new SessionView
        {
            SessionId = Id,
            Project = Project,
            Path = Path,
            Title = _facts.CustomTitle ?? _firstPrompt ?? _title,
            StartedAt = _startedAt,
            LastActivity = _lastAt == default ? _startedAt : _lastAt,
            EndedAt = left?.At,
            Status = verdict.Status,
            WaitingFor = verdict.WaitingFor,
            NeedsYou = verdict.NeedsYou,
            Reason = verdict.Reason,
            Evidence = verdict.Evidence,
            StatusSince = verdict.Since == default ? _startedAt : verdict.Since,
            MessageCount = Sums.Messages,
            CurrentCost = Sums.Cost,
            CostPerHour = (_recentCost?.Sum(now + _phase) ?? 0) * 12,
            UnattributedCost = Holdings.Unattributed(ledger.Changes),
            Model = _model,
            GitBranch = _facts.GitBranch is "HEAD" ? null : _facts.GitBranch,
            ClientVersion = (process is null ? null : _processFacts?.ClientVersion) ?? _facts.ClientVersion ?? _processFacts?.ClientVersion,
            PermissionMode = _facts.PermissionMode,
            Entrypoint = (process is null ? null : _processFacts?.Entrypoint) ?? _facts.Entrypoint ?? _processFacts?.Entrypoint,
            Pid = _presence.Pid,
            Host = _facts.Host ?? "local",
            Source = Sources[(int)_source - 1],
            CurrentTool = verdict.Tool,
            Tokens = tokens,
            Context = old is not null && old.Context.Tokens == _context && old.Context.Window == window ? old.Context : new(_context, window),
            Errors = Errors,
            Compactions = Compactions,
            LastError = _lastError,
            LastMessage = _lastMessage.Text,
            Subagents = Subagents(left is not null ? Nobody : working, old?.Subagents),
            CostUnknownModels = _models.Unknown,
            CostByModel = _models.Costs(tokens),
            Recent = _recent?.Read(now + _phase, old?.Recent) ?? Nothing,
        };
    }

    private IReadOnlyList<SubagentView> Subagents(List<AgentState> working, IReadOnlyList<SubagentView>? old)
    {
        if (_agents is null) return [];
        SubagentView[] views = [.. _agents.Values.OrderBy(a => a.StartedAt).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.View(working.Contains(a), CallerOf(a)))];
        return old is not null && old.SequenceEqual(views) ? old : views;
    }

    /// <summary>A subagent dies with its client. What a later client does with it comes later.</summary>
    private bool Lives(AgentState agent) => _presence.GoneAt == default || agent.Chain.LastAt > _presence.GoneAt;

    private List<AgentState> Working(DateTimeOffset now)
    {
        if (_agents is null) return Nobody;
        var guesses = _presence.Process?.Status is null;
        List<AgentState>? working = null;
        foreach (var agent in _agents.Values)
        {
            if (agent.Running && Lives(agent) && !(guesses && StatusRules.LooksComplete(agent.Chain, now))) (working ??= []).Add(agent);
        }
        return working ?? Nobody;
    }

    /// <summary>Windows slide by their buckets; a guess from silence is made when the silence is long enough.</summary>
    private DateTimeOffset NextChange(DateTimeOffset now, Departure? left, LiveOptions options, List<AgentState> working, bool guesses)
    {
        var next = left is not null ? left.At + options.KeepEnded : _lastAt + options.SessionTimeout;
        if (next <= now) next = now + options.SessionTimeout;
        if (left is null)
        {
            Sooner(StatusRules.NextGuess(Main, now, options, guesses));
            foreach (var agent in working) Sooner(StatusRules.NextGuess(agent.Chain, now, options, guesses));
        }
        if (now - _lastAt > RecentWidth * 21) (_recent, _recentCost) = (null, null);
        if (_recent is not null) Sooner(EndOf(RecentWidth));
        if (_recentCost is not null && now - _lastAt < CostWidth * 21) Sooner(EndOf(CostWidth));
        return next;

        DateTimeOffset EndOf(TimeSpan bucket) => now + bucket - TimeSpan.FromTicks((now + _phase).UtcTicks % bucket.Ticks);
        void Sooner(DateTimeOffset at)
        {
            if (at < next) next = at;
        }
    }

    /// <summary>Whether it left the live view, and why. Who works in a living process may be silent as long as it likes, and so may who waits for an answer.</summary>
    private Departure? Left(in Verdict verdict, ProcessReport? process, DateTimeOffset now, LiveOptions options)
    {
        if (_presence.Left is { } left) return left;
        var last = _lastAt == default ? _startedAt : _lastAt;
        if (now - last < options.SessionTimeout) return null;
        var yourTurn = verdict is { Status: SessionStatus.Idle, NeedsYou: false };
        if (process is not null && !yourTurn) return null;
        return new(last, now, Evidence.Timeout, $"Nothing happened for {Minutes(options.SessionTimeout)}");
    }

    private long? Window(PriceBook prices)
    {
        if (_model is null) return null;
        var window = prices.ContextWindow(_askedModel ?? _model) ?? prices.ContextWindow(_model);
        // More than 200k in it: it is the large one, whatever its name says.
        return _context > window ? Math.Max(window.Value, 1_000_000) : window;
    }

    private static string Minutes(TimeSpan time) => time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0} s";
}
