using ClaudeLens.Events;
using ClaudeLens.Sources;
using ClaudeLens.Sources.ProcessState;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Sources.ProcessState;

/// <summary>Sessions found at start that nobody here runs: when that is told, and when it had better not be.</summary>
public sealed class AbandonedSessionsTests : IDisposable
{
    private const string New = "2.1.330", Old = "2.1.80";
    private readonly string _root = Directory.CreateTempSubdirectory("claudelens-").FullName;
    private readonly ManualClock _clock = new();
    private readonly GrownTranscripts _grown = new();
    private readonly Dictionary<string, ReadPosition> _positions = [];
    private readonly List<KnownProcess> _processes = [];
    private readonly List<UnlistedClient> _unlisted = [];
    private readonly List<SessionEvent> _events = [];
    private AbandonedSessions _sessions;
    private bool _outOfSight;

    public AbandonedSessionsTests()
    {
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Path.Combine(_root, "sessions"));
        _sessions = Starts();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Project => Path.Combine(_root, "projects", "-home-dev-shop");

    /// <summary>Whether it is told when we have watched so many seconds, and not before the last of them.</summary>
    [Theory]
    [InlineData(New, true, 600, 0)]
    [InlineData(New, true, 5, 0)]
    [InlineData(New, true, 3, 2)]
    [InlineData(New, false, 600, null)]
    [InlineData(Old, true, 600, 30)]
    [InlineData(Old, false, 600, null)]
    [InlineData(New, true, 1_801, null)]
    [InlineData(New, true, -60, null)]
    public void One_that_nobody_runs_is_gone(string version, bool clientsKeepFiles, int silentFor, int? toldAfter)
    {
        if (!clientsKeepFiles) Directory.Delete(Path.Combine(_root, "sessions"));
        Transcript("a", silentFor, version);
        for (var watched = 0; watched < (toldAfter ?? 90); watched++) Assert.Equal("", Look());
        Assert.Equal(toldAfter is null ? "" : "a", Look());
        Assert.Equal("", Look());
    }

    [Fact]
    public void It_left_when_it_was_last_written_on_and_that_is_old_news()
    {
        var written = Transcript("a", 600);
        Look(40);
        var told = Assert.Single(_events);
        Assert.Equal((written.AddSeconds(1), written.AddSeconds(1), true), (told.At, told.SeenAt, told.Backfill));
        Assert.Equal((0, false, false), (told.Process!.Pid, told.Process.Alive, told.Process.CleanExit));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public void One_that_a_file_names_is_left_to_it(bool lives)
    {
        Transcript("a", 600);
        Runs("a", lives);
        Assert.Equal("", Look(60));
    }

    [Fact]
    public void While_a_client_without_a_file_lives_here_it_may_be_in_any_of_them()
    {
        Transcript("a", 600);
        _unlisted.Add(new(7, "42", _clock.GetUtcNow(), Path.Combine(_root, "projects", "-home-dev-other")));
        Assert.Equal("", Look(60));
        _unlisted.Clear();
        Assert.Equal("a", Look());
    }

    [Fact]
    public void One_that_is_written_on_is_not_gone_and_nor_are_others_where_nobody_is_seen_who_did()
    {
        Transcript("a", 600);
        Transcript("b", 600);
        Look(10);
        Transcript("a", 0);
        _grown.Add(PathOf("a"));
        Assert.Equal("", Look(60));
        // Nor after a restart, for a day.
        _sessions = Starts();
        Transcript("b", 600);
        Assert.Equal("", Look(60));
        _clock.Pass(TimeSpan.FromDays(2));
        _sessions = Starts();
        Transcript("b", 600);
        Assert.Equal("b", Look(60));
    }

    [Fact]
    public void What_clients_of_ours_write_says_nothing_of_others()
    {
        Transcript("a", 600);
        Transcript("b", 600);
        Runs("a");
        _grown.Add(PathOf("a"));
        _grown.Add(Path.Combine(Project, "a", "subagents", "agent-1.jsonl"));
        Assert.Equal("b", Look(40));
        // Its last lines are read after its end.
        _processes.Clear();
        _grown.Add(PathOf("a"));
        Look(10);
        Assert.Empty(_positions);
    }

    [Fact]
    public void A_subagent_that_writes_is_its_session_at_work()
    {
        Transcript("a", 600);
        var agents = Directory.CreateDirectory(Path.Combine(Project, "a", "subagents")).FullName;
        Look(10);
        Write(Path.Combine(agents, "agent-1.jsonl"), 0, New);
        Assert.Equal("", Look(60));
    }

    [Fact]
    public void Where_a_client_runs_that_we_cannot_look_at_nothing_is_said()
    {
        Transcript("a", 600);
        Runs("b");
        _outOfSight = true;
        Assert.Equal("", Look(60));
    }

    [Fact]
    public void What_is_no_session_is_not_told_of()
    {
        Write(Path.Combine(Project, "agent-1234567.jsonl"), 600, "2.0.76");
        File.WriteAllText(PathOf("empty"), "");
        File.SetLastWriteTimeUtc(PathOf("empty"), _clock.GetUtcNow().UtcDateTime.AddMinutes(-10));
        Assert.Equal("", Look(60));
    }

    /// <summary>Whoever writes and lives where: no session is told to be gone that has a living client, or was written on while we watched; and where all writers are seen every other one is.</summary>
    [Fact]
    public void Nobody_who_lives_is_told_to_be_gone() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, 11).ArrayOf(40).ToArbitrary(), steps =>
    {
        string[] names = ["a", "b", "c"];
        HashSet<string> gone = [], written = [];
        _processes.Clear();
        _positions.Clear();
        _grown.Take();
        _clock.Pass(TimeSpan.FromDays(2));
        foreach (var name in names) Transcript(name, 600);
        _sessions = Starts();
        var allSeen = true;
        foreach (var step in steps)
        {
            var name = names[step % 3];
            var isRun = _processes.Exists(p => p.IsAlive && p.File.SessionId == name);
            switch (step / 3)
            {
                case 0 when !isRun:
                    _processes.RemoveAll(p => p.File.SessionId == name);
                    Runs(name);
                    gone.Remove(name);
                    break;
                case 1 when isRun:
                    _processes.RemoveAll(p => p.File.SessionId == name);
                    Runs(name, lives: false);
                    break;
                case 2 when !gone.Contains(name):
                    Transcript(name, 0);
                    _grown.Add(PathOf(name));
                    written.Add(name);
                    allSeen &= isRun;
                    break;
            }
            foreach (var session in Look(3).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Assert.DoesNotContain(session, written);
                Assert.False(_processes.Exists(p => p.IsAlive && p.File.SessionId == session));
                gone.Add(session);
            }
        }
        gone.UnionWith(Look(40).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (allSeen) Assert.Empty(names.Except(gone).Except(written).Except(_processes.Select(p => p.File.SessionId!)));
    }));

    private AbandonedSessions Starts()
    {
        var sessions = new AbandonedSessions([_root], _grown, _clock);
        foreach (var position in _positions.Values) Assert.True(sessions.Remember(position));
        return sessions;
    }

    /// <summary>So many looks, a second after each; who was told of.</summary>
    private string Look(int seconds = 1)
    {
        _events.Clear();
        for (; seconds > 0; seconds--)
        {
            _sessions.Look(_processes, _unlisted, _ => _outOfSight, _events, _positions);
            _clock.Pass(TimeSpan.FromSeconds(1));
        }
        return string.Join(' ', _events.Select(e => e.SessionId).Order());
    }

    private void Runs(string session, bool lives = true) => _processes.Add(new(new() { Pid = 7, SessionId = session, Status = "busy" }, lives));

    private string PathOf(string session) => Path.Combine(Project, session + ".jsonl");

    private DateTimeOffset Transcript(string session, int silentFor, string version = Old) => Write(PathOf(session), silentFor, version);

    private DateTimeOffset Write(string path, int silentFor, string version)
    {
        var at = _clock.GetUtcNow().AddSeconds(-silentFor);
        File.AppendAllText(path, $"{{\"type\":\"user\",\"version\":\"{version}\"}}\n");
        File.SetLastWriteTimeUtc(path, at.UtcDateTime);
        return at;
    }

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;
        public void Pass(TimeSpan time) => _now += time;
    }
}
