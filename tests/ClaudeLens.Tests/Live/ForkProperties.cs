using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using FsCheck;
using FsCheck.Fluent;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

/// <summary>
/// Families of forks as a client makes them: it restores its last count at a resume and at a fork, spends some of it where no
/// transcript sees it, and is killed now and then. Whatever the family and the order of reading, each session is shown what it
/// spent itself.
/// </summary>
public sealed class ForkProperties
{
    private static readonly Arbitrary<int[]> Draws = Gen.Choose(0, int.MaxValue - 1).ArrayOf(120).ToArbitrary();

    [Fact]
    public void Everyone_is_shown_what_he_spent_and_nothing_twice() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Draws, draw =>
    {
        var clients = Clients(draw);
        var fold = New();
        foreach (var e in Interleaved(clients, draw))
        {
            fold.Apply(e);
            fold.Flush();
        }
        var live = fold.Snapshot("e", 0);
        foreach (var view in live.ActiveSessions.Concat(live.EndedSessions))
        {
            var client = clients.Single(c => c.Session == view.SessionId);
            Assert.Equal((view.SessionId, client.Spent, client.Hidden, client.Messages), (view.SessionId, view.CurrentCost, view.UnattributedCost, view.MessageCount));
        }
    }));

    [Fact]
    public void Told_after_every_event_is_the_same_as_from_scratch_at_every_prefix() => SameAtEveryPrefix(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>A fork is measured by what the one it was forked from inherited itself, and when that began: both may be read later. One draw in fifty hits it.</summary>
    [Theory]
    [InlineData(2437708308734286361, 11734313826491751821, 63), InlineData(6984435679781353298, 5504347999942151783, 3)]
    public void Also_of_a_fork_whose_original_is_read_after_it(ulong seed, ulong gamma, int size) =>
        SameAtEveryPrefix(Config.QuickThrowOnFailure.WithMaxTest(1).WithReplay(seed, gamma, size));

    private static void SameAtEveryPrefix(Config runs) => Check.One(runs, Prop.ForAll(Draws, draw =>
    {
        var events = Interleaved(Clients(draw), draw).ToList();
        var step = New();
        for (var n = 1; n <= events.Count; n++)
        {
            step.Apply(events[n - 1]);
            step.Flush();
            var scratch = New();
            foreach (var e in events.Take(n)) scratch.Apply(e);
            scratch.Flush();
            Assert.Equal(Describe(scratch), Describe(step));
        }
    }));

    private sealed class Client(string session, bool marks, double born)
    {
        private decimal _count, _hiddenThen;
        private double _since = -1;
        private (double Since, decimal Count)? _saved;

        public string Session => session;
        public List<SessionEvent> File { get; } = [];
        /// <summary>What the process table says of it.</summary>
        public List<SessionEvent> Words { get; } = [];
        public bool Runs { get; private set; }
        public decimal Spent { get; private set; }
        public decimal Hidden { get; private set; }
        public int Messages { get; private set; }

        public void Start(double at) => (Runs, _since, _count) = (true, _saved?.Since ?? at, _saved?.Count ?? 0);

        public void Ask(double at, int output, decimal hidden)
        {
            var cost = 0.0002m + output * 0.00001m;
            File.AddRange([Mine(Prompt(at, session)), Mine(Answer(at, $"m{at}", output, session, stop: "end_turn"))]);
            (_count, Spent, Messages, _hiddenThen) = (_count + cost + hidden, Spent + cost, Messages + 2, _hiddenThen + hidden);
        }

        public void Exit()
        {
            _saved = (_since, _count);
            (Hidden, _hiddenThen, Runs) = (Hidden + _hiddenThen, 0, false);
            // Without a time of its own, it has that of the line before it.
            var at = (File[^1].At - Story.Start).TotalSeconds;
            File.Add(Mine(Event(EventKind.ClientTotal, at, session)) with { Total = new() { CostUsd = _count, Since = Story.Start.AddSeconds(_since) } });
        }

        /// <summary>What it did since its last exit is in no count, not even where it is taken up again.</summary>
        public void Kill(double at)
        {
            (_hiddenThen, Runs) = (0, false);
            Words.Add(Event(EventKind.Process, at, session) with { Source = EventSource.Process, Process = new() { Pid = 7, Alive = false } });
        }

        public Client Fork(string name, double born)
        {
            var fork = new Client(name, marks, born) { _saved = _saved };
            fork.File.AddRange(File.Where(e => e.Kind != EventKind.ClientTotal).Select(e => fork.Mine(e) with
            {
                Message = e.Message is { } m && marks ? m with { PaidBySession = m.PaidBySession ?? session } : e.Message,
            }));
            return fork;
        }

        private SessionEvent Mine(SessionEvent e) => e with { SessionId = session, Born = Story.Start.AddSeconds(born) };
    }

    private static List<Client> Clients(int[] draw)
    {
        // Where copies are marked, the files may be copies themselves (a backup): their births say nothing then.
        var marks = draw[0] % 2 == 0;
        List<Client> clients = [new("s9", marks, marks ? draw[1] % 24 : 0)];
        for (var step = 1; step <= 24; step++)
        {
            var (what, who, much) = (draw[step * 3] % 6, draw[(step * 3) + 1], draw[(step * 3) + 2] % 100);
            var client = clients[who % clients.Count];
            if (what is 0 && client.File.Count > 0 && clients.Count < 4)
            {
                client = client.Fork($"s{9 - clients.Count}", marks ? draw[step] % 24 : step);
                clients.Add(client);
            }
            if (!client.Runs) client.Start(step);
            client.Ask(step + 0.5, much, much % 3 * 0.01m);
            if (what is 1 or 2) client.Exit();
            else if (what is 3) client.Kill(step + 0.7);
        }
        foreach (var client in clients.Where(c => c.Runs))
        {
            // Were it forked and ended without another word, nobody could tell which came first.
            client.Ask(30 + clients.IndexOf(client), 1, 0);
            client.Exit();
        }
        return clients;
    }

    private static IEnumerable<SessionEvent> Interleaved(List<Client> clients, int[] draw)
    {
        var left = clients.SelectMany(c => new[] { c.File, c.Words }).Where(f => f.Count > 0).Select(f => new Queue<SessionEvent>(f)).ToList();
        long seq = 0;
        for (var i = 0; left.Count > 0; i++)
        {
            var queue = left[draw[i % draw.Length] % left.Count];
            for (var n = draw[(i + 1) % draw.Length] % 7; n >= 0 && queue.Count > 0; n--) yield return queue.Dequeue() with { Seq = ++seq };
            left.RemoveAll(q => q.Count == 0);
        }
    }

    private static LiveState New() => new(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);

    private static string Describe(LiveState fold)
    {
        var live = fold.Snapshot("e", 0);
        return string.Join('\n', live.ActiveSessions.Concat(live.EndedSessions).OrderBy(s => s.SessionId, StringComparer.Ordinal)
            .Select(s => $"{s.SessionId} {s.Tokens} {s.CurrentCost:0.#########} {s.UnattributedCost:0.#########} {s.MessageCount} {s.Status} {s.Reason}"));
    }
}
