using ClaudeLens.Events;
using ClaudeLens.Live.Status;
using ClaudeLens.Pricing;

namespace ClaudeLens.Live.Fold;

internal sealed partial class SessionState
{
    /// <summary>How it looks at a moment.</summary>
    public SessionView View(DateTimeOffset now, LiveOptions options, PriceBook prices)
    {
        var process = _processes.Count > 0 ? _processes.Values.MaxBy(p => p.StatusSince ?? p.StartedAt) : null;
        var running = _goneAt is null ? _agents.Values.Where(a => a.Running).ToList() : [];
        var verdict = StatusRules.Decide(new Situation(Main, running, process, _asked, _facts.PermissionMode, now, options));
        var ended = Ended(verdict, process, now, options, out var reason, out var evidence);
        if (ended is not null) verdict = new Verdict(SessionStatus.Idle, null, reason, evidence, ended.Value);
        ChangesAt = ended is { } at ? at + options.KeepEnded : NextChange(now, options, process is null);

        return new SessionView
        {
            SessionId = Id,
            Project = Project,
            Path = _cwd ?? _agentCwd,
            Title = _facts.CustomTitle ?? _firstPrompt ?? _title,
            StartedAt = _startedAt,
            LastActivity = _lastAt == default ? _startedAt : _lastAt,
            EndedAt = ended,
            Status = verdict.Status,
            WaitingFor = verdict.WaitingFor,
            NeedsYou = verdict.NeedsYou,
            Reason = verdict.Reason,
            Evidence = verdict.Evidence,
            StatusSince = verdict.Since == default ? _startedAt : verdict.Since,
            MessageCount = Sums.Messages,
            CurrentCost = Sums.Cost,
            CostPerHour = (_recentCost?.Sum(now) ?? 0) * 12,
            UnattributedCost = Unattributed(),
            Model = _model,
            GitBranch = _facts.GitBranch is "HEAD" ? null : _facts.GitBranch,
            ClientVersion = _facts.ClientVersion,
            PermissionMode = _facts.PermissionMode,
            Entrypoint = _facts.Entrypoint,
            Pid = process?.Pid,
            Host = _facts.Host ?? "local",
            Source = _source.ToString().ToLowerInvariant(),
            CurrentTool = verdict.Tool,
            Tokens = Sums.Tokens,
            Context = new ContextView(_context?.Context ?? 0, Window(prices)),
            Errors = Errors,
            Compactions = Compactions,
            LastError = _lastError,
            LastMessage = _lastMessage,
            Subagents = _agents.Count == 0 ? [] : [.. _agents.Values.OrderBy(a => a.StartedAt).Select(a => a.View(ended is not null))],
            CostUnknownModels = [.. _models.Where(m => m.Value.Unpriced > 0).Select(m => m.Key).Order(StringComparer.Ordinal)],
            CostByModel = [.. _models.Where(m => m.Value.Messages > 0).OrderBy(m => m.Key, StringComparer.Ordinal)
                .Select(m => new ModelCost(m.Key, m.Value.Unpriced > 0 ? null : m.Value.Cost, m.Value.Tokens))],
            Recent = _recent?.ToArray(now) ?? [],
        };
    }

    /// <summary>Windows slide by their buckets; a guess from silence is made when the silence is long enough.</summary>
    private DateTimeOffset NextChange(DateTimeOffset now, LiveOptions options, bool alone)
    {
        var next = _lastAt + options.SessionTimeout;
        if (next <= now) next = now + options.SessionTimeout;
        if (alone && Main.Turn == Turn.Answering) Sooner(StatusRules.NextGuess(Main, now, options));
        if (_recent is not null && now - _lastAt < RecentWidth * 21) Sooner(now + (RecentWidth - Into(RecentWidth)));
        if (_recentCost is not null && now - _lastAt < CostWidth * 21) Sooner(now + (CostWidth - Into(CostWidth)));
        return next;

        TimeSpan Into(TimeSpan bucket) => TimeSpan.FromTicks(now.UtcTicks % bucket.Ticks);
        void Sooner(DateTimeOffset at)
        {
            if (at < next) next = at;
        }
    }

    /// <summary>Whether it left the live view, and why. A tool of a living process may be silent as long as it likes, and so may who waits for us.</summary>
    private DateTimeOffset? Ended(in Verdict verdict, ProcessReport? process, DateTimeOffset now, LiveOptions options, out string reason, out Evidence evidence)
    {
        (reason, evidence) = (_goneReason, _goneEvidence);
        if (_goneAt is { } gone) return gone;

        var last = _lastAt == default ? _startedAt : _lastAt;
        foreach (var agent in _agents.Values)
        {
            if (agent.Chain.LastAt > last) last = agent.Chain.LastAt;
        }
        if (now - last < options.SessionTimeout) return null;
        var yourTurn = verdict is { Status: SessionStatus.Idle, NeedsYou: false };
        if (process is not null && !yourTurn) return null;
        (reason, evidence) = ($"Nothing happened for {Minutes(options.SessionTimeout)}", Evidence.Timeout);
        return last;
    }

    /// <summary>What the client counted and no transcript holds, as of its last own total. Never below zero: after a kill it counts from the resume on only.</summary>
    private decimal Unattributed()
    {
        if (_total is null) return 0;
        var held = Held.Where(e => e.At <= _totalAt).Sum(e => e.Cost ?? 0);
        return Math.Max(0, decimal.Round(_total.CostUsd - held, 6));
    }

    private long? Window(PriceBook prices)
    {
        if (_model is null) return null;
        var window = prices.ContextWindow(_askedModel ?? _model) ?? prices.ContextWindow(_model);
        // More than 200k in it: it is the large one, whatever its name says.
        return _context?.Context > window ? Math.Max(window.Value, 1_000_000) : window;
    }

    private static string Minutes(TimeSpan time) => time.TotalMinutes >= 1 ? $"{time.TotalMinutes:0} min" : $"{time.TotalSeconds:0} s";
}
