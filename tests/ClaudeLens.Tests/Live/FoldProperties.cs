using System.Text.Json;
using System.Text.RegularExpressions;
using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Live;

/// <summary>What must hold for every order in which the recordings may be read.</summary>
public sealed partial class FoldProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(40);

    public static TheoryData<string> Versions => [.. Recorded.Versions];

    [Theory, MemberData(nameof(Versions))]
    public void Any_order_of_reading_and_any_interleaving_gives_the_same_state(string version)
    {
        var want = Final(Recorded.Read(version).SelectMany(f => f.Events));
        var turns = Gen.Choose(0, int.MaxValue - 1).ArrayOf(200).ToArbitrary();
        Check.One(Runs, Prop.ForAll(turns, turn =>
        {
            var files = Recorded.Read(version, paths => Shuffled(paths, turn));
            Assert.Equal(want, Final(Interleaved(files, turn)));
        }));
    }

    [Theory, MemberData(nameof(Versions))]
    public void And_whenever_the_word_of_the_processes_comes(string version)
    {
        var files = Recorded.Read(version);
        var turns = Gen.Choose(0, int.MaxValue - 1).ArrayOf(200).ToArbitrary();
        Check.One(Runs, Prop.ForAll(turns, turn =>
        {
            IReadOnlyList<RecordedFile> all = [.. files, .. Processes(files, turn)];
            Assert.Equal(Final(all.SelectMany(f => f.Events)), Final(Interleaved(all, turn)));
        }));
    }

    [Theory, MemberData(nameof(Versions))]
    public void And_whenever_the_word_of_the_hooks_comes(string version)
    {
        var files = Recorded.Read(version);
        var turns = Gen.Choose(0, int.MaxValue - 1).ArrayOf(200).ToArbitrary();
        Check.One(Runs, Prop.ForAll(turns, turn =>
        {
            IReadOnlyList<RecordedFile> all = [.. files, .. Processes(files, turn), .. Hooks(files, turn)];
            Assert.Equal(Final(all.SelectMany(f => f.Events)), Final(Interleaved(all, turn)));
        }));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Repeated_lines_count_once(string version)
    {
        var events = Recorded.Read(version).SelectMany(f => f.Events).ToList();
        var want = Sums(events);
        var repeats = Gen.Choose(0, events.Count - 1).ListOf().ToArbitrary();
        Check.One(Runs, Prop.ForAll(repeats, again => Assert.Equal(want, Sums(events.Concat(again.Select(i => events[i]))))));
    }

    [Theory, MemberData(nameof(Versions))]
    public void Flushed_after_every_event_is_the_same_as_from_scratch_at_every_prefix(string version)
    {
        var events = Recorded.InTime(Recorded.Read(version));
        var step = New();
        for (var n = 1; n <= events.Count; n++)
        {
            step.Apply(events[n - 1]);
            // As the clock does ten times a second.
            step.Tick(step.Now);
            step.Flush();
            // From scratch each time would be quadratic: every 7th prefix, each from its beginning.
            if (n % 7 == 0 || n == events.Count) Assert.Equal(Final(events.Take(n)), Describe(step));
        }
    }

    [Theory, MemberData(nameof(Versions))]
    public void News_told_ahead_of_a_flush_and_the_flush_say_what_a_flush_alone_says(string version)
    {
        var (ahead, whole) = (New(), New());
        var early = 0;
        foreach (var e in Recorded.InTime(Recorded.Read(version)))
        {
            ahead.Apply(e);
            whole.Apply(e);
            var news = ahead.News();
            early += news.Count;
            Assert.Equal(Said(whole.Flush()), Said([.. news, .. ahead.Flush()]));
        }
        Assert.NotEqual(0, early);
        Assert.Equal(Describe(whole), Describe(ahead));

        static string Said(IEnumerable<LiveChange> changes) => string.Join('\n', changes.Select(c => (c.Seq, c.At, c.GetType().Name, c is SessionChanged s ? s.What : default)));
    }

    private static LiveState New() => new(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);

    private static string Final(IEnumerable<SessionEvent> events)
    {
        var fold = New();
        foreach (var e in events) fold.Apply(e);
        fold.Flush();
        return Describe(fold);
    }

    private static string Describe(LiveState fold)
    {
        var live = fold.Snapshot("e", 0);
        var counted = (live.ActiveSessions.Count, live.ActiveSessions.Count(s => s.Status == SessionStatus.Thinking), live.ActiveSessions.Count(s => s.Status == SessionStatus.Active),
            live.ActiveSessions.Count(s => s.NeedsYou));
        Assert.Equal(counted, (live.Metrics.ActiveSessions, live.Metrics.Thinking, live.Metrics.Working, live.Metrics.Waiting));
        Assert.Equal(live.ActiveSessions.Select(s => s.Project).Distinct().Order(StringComparer.Ordinal), live.Metrics.ActiveProjects);
        // How many were open at once depends on when one looks; everything else must not.
        var history = live.History.Select(p => p with { ActiveSessions = 0 });
        return TrailingZeros().Replace(string.Join('\n', live.ActiveSessions.Concat(live.EndedSessions).OrderBy(s => s.SessionId, StringComparer.Ordinal).Select(s => JsonSerializer.Serialize(s, LiveJson.Default.SessionView)))
            + "\n" + JsonSerializer.Serialize(live.Metrics, LiveJson.Default.LiveMetrics)
            + "\n" + string.Join('\n', history), "$1");
    }

    /// <summary>The same sum in another order may have other zeros at its end.</summary>
    [GeneratedRegex(@"(\.\d*?)0+(?=\D)")]
    private static partial Regex TrailingZeros();

    private static string Sums(IEnumerable<SessionEvent> events)
    {
        var fold = New();
        foreach (var e in events) fold.Apply(e);
        fold.Flush();
        var live = fold.Snapshot("e", 0);
        return string.Join('\n', live.ActiveSessions.Concat(live.EndedSessions).OrderBy(s => s.SessionId, StringComparer.Ordinal)
            .Select(s => $"{s.SessionId} {s.Tokens} {s.CurrentCost:0.########} {s.UnattributedCost:0.########} {s.MessageCount} {s.Errors} {s.Compactions}")) + $"{live.Metrics.CostPerHourRate:0.########}";
    }

    private static IEnumerable<string> Shuffled(IReadOnlyList<string> paths, int[] turn) => paths.Select((path, i) => (path, key: turn[i % turn.Length])).OrderBy(p => p.key).Select(p => p.path);

    /// <summary>What processes of each session say, in their own order: anything, also that they are gone, at any time and twice.</summary>
    private static IEnumerable<RecordedFile> Processes(IReadOnlyList<RecordedFile> files, int[] turn)
    {
        var n = 0;
        foreach (var session in files.GroupBy(f => f.Session))
        {
            var times = session.SelectMany(f => f.Events).Select(e => e.At).ToList();
            List<SessionEvent> said = [];
            for (var left = Draw() % 8; left > 0; left--) said.Add(Word(session.Key, times[Draw() % times.Count].AddMilliseconds(Draw() % 3_000), Draw() % 6, pid: 7 + Draw() % 2));
            if (said.Count > 0) yield return new($"{session.Key}.json", [.. said.OrderBy(e => e.SeenAt)]);
        }

        int Draw() => turn[n++ * 7 % turn.Length] / 31;
    }

    /// <summary>What hooks of each session say, each a sender of its own: they may overtake each other too.</summary>
    private static IEnumerable<RecordedFile> Hooks(IReadOnlyList<RecordedFile> files, int[] turn)
    {
        var n = 3;
        foreach (var session in files.GroupBy(f => f.Session))
        {
            var events = session.SelectMany(f => f.Events).ToList();
            for (var left = Draw() % 8; left > 0; left--)
            {
                var near = events[Draw() % events.Count];
                var at = near.At.AddMilliseconds(Draw() % 3_000 - 500);
                var kind = Draw() % 5 == 0 ? EventKind.SessionEnded : EventKind.PermissionAsked;
                var tool = kind == EventKind.PermissionAsked && Draw() % 3 > 0 ? new ToolCall { Id = "", Name = Draw() % 2 == 0 ? "Bash" : "Write" } : null;
                var agent = kind == EventKind.PermissionAsked && near.SessionId == session.Key ? near.AgentId : null;
                yield return new($"{session.Key}.hook{left}", [Story.Event(kind, left, session.Key, agent) with { At = at, SeenAt = at, Source = EventSource.Hook, Tool = tool, Facts = new() { Cwd = "/home/dev/elsewhere" } }]);
            }
        }

        int Draw() => turn[n++ * 11 % turn.Length] / 29;
    }

    private static SessionEvent Word(string session, DateTimeOffset at, int what, int pid) => Story.Event(EventKind.Process, 0, session) with
    {
        At = at,
        // One that was killed is as old as its last word.
        SeenAt = what == 5 ? at.AddSeconds(20) : at,
        Source = EventSource.Process,
        Process = new()
        {
            Pid = pid,
            Alive = what < 4,
            Status = what switch { 0 => null, 1 => "busy", 2 => "idle", 3 => "waiting", _ => null },
            WaitingFor = what == 3 ? "permission prompt" : null,
            StatusSince = what is > 0 and < 4 ? at : null,
            CleanExit = what == 4,
        },
        Facts = what == 0 ? new() { Cwd = "/home/dev/elsewhere", ClientVersion = $"9.{pid}" } : null,
    };

    /// <summary>Each file in its own order; whose turn it is, is drawn.</summary>
    private static IEnumerable<SessionEvent> Interleaved(IReadOnlyList<RecordedFile> files, int[] turn)
    {
        var left = files.Select(f => new Queue<SessionEvent>(f.Events)).ToList();
        for (var i = 0; left.Count > 0; i++)
        {
            var queue = left[turn[i % turn.Length] % left.Count];
            for (var n = turn[(i + 1) % turn.Length] % 9; n >= 0 && queue.Count > 0; n--) yield return queue.Dequeue();
            left.RemoveAll(q => q.Count == 0);
        }
    }
}
