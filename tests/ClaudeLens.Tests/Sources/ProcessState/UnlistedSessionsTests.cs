using ClaudeLens.Sources.ProcessState;

namespace ClaudeLens.Tests.Sources.ProcessState;

/// <summary>Clients that keep no file of their own: whose session is whose, by who can have written it.</summary>
public sealed class UnlistedSessionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("claudelens-").FullName;
    private readonly Clients _clients = new();
    private readonly UnlistedSessions _sessions;

    public UnlistedSessionsTests() => _sessions = new(_clients);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_client_is_in_the_session_that_grows_and_ends_it()
    {
        var one = Starts(1);
        Assert.Equal("", Look());
        Writes(one, "a");
        Assert.Equal("a joined 1", Look());
        Writes(one, "a");
        Assert.Equal("", Look());
        Dies(one);
        Assert.Equal("a gone 1", Look());
        Assert.Equal("", Look());
    }

    [Fact]
    public void Of_a_session_that_was_there_before_any_client_nothing_is_said()
    {
        Append("old");
        var one = Starts(1, startedBefore: -1);
        Assert.Equal("", Look());
        Dies(one);
        Assert.Equal("", Look());
    }

    [Fact]
    public void Where_no_client_is_seen_nothing_is_said()
    {
        Look();
        Append("remote");
        Assert.Equal("", Look());
        Append("remote");
        Assert.Equal("", Look());
    }

    [Fact]
    public void A_client_that_lived_shorter_than_a_look_is_seen_when_it_was_there_once()
    {
        var one = Starts(1);
        Look();
        Writes(one, "a");
        Dies(one);
        Assert.Equal("a joined 1, a gone 1", Look());
    }

    [Fact]
    public void Two_clients_of_one_folder_are_told_apart_by_the_bytes_they_wrote()
    {
        var (one, two) = (Starts(1), Starts(2));
        Look();
        Writes(one, "a");
        Writes(two, "b");
        Assert.Equal("a joined 1, a joined 2, b joined 1, b joined 2", Look());
        Writes(two, "b", 50);
        // One did not write: b is two's, and so a is one's.
        Assert.Equal("a movedon 2, b movedon 1", Look());
        Dies(one);
        Assert.Equal("a gone 1", Look());
        Writes(two, "b");
        Assert.Equal("", Look());
        Dies(two);
        Assert.Equal("b gone 2", Look());
    }

    [Fact]
    public void Where_two_cannot_be_told_apart_neither_ends_before_both_are_gone()
    {
        var (one, two) = (Starts(1), Starts(2));
        Look();
        Writes(one, "a", 100);
        Writes(two, "b", 100);
        Look();
        Dies(one);
        Assert.Equal("a gone 1, b gone 1", Look());
        // Both go on in the other one as far as anybody can tell: of two processes the last one to leave ends a session.
        Dies(two);
        Assert.Equal("a gone 2, b gone 2", Look());
    }

    [Fact]
    public void Clear_moves_a_client_on_to_a_new_session()
    {
        var one = Starts(1);
        Look();
        Writes(one, "a");
        Look();
        Writes(one, "b");
        Assert.Equal("b joined 1, a movedon 1", Look());
        Dies(one);
        Assert.Equal("b gone 1", Look());
    }

    [Fact]
    public void A_session_taken_up_again_after_a_kill_lives_again()
    {
        var one = Starts(1);
        Look();
        Writes(one, "a");
        Look();
        Dies(one);
        Look();
        var two = Starts(2, startedBefore: 0);
        Assert.Equal("", Look());
        Writes(two, "a");
        Assert.Equal("a joined 2", Look());
    }

    [Fact]
    public void A_client_found_running_is_in_the_session_written_last()
    {
        var one = Starts(1);
        Append("cleared");
        File.SetLastWriteTimeUtc(PathOf("cleared"), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));
        Append("current");
        Assert.Equal("current joined 1", Look());
        Dies(one);
        Assert.Equal("current gone 1", Look());
    }

    [Fact]
    public void Who_left_while_we_were_stopped_is_told_and_who_lives_is_not_told_again()
    {
        Append("dead");
        Append("alive");
        var two = Starts(2);
        _sessions.Remember(PathOf("dead"), Client(1));
        _sessions.Remember(PathOf("alive"), two);
        Assert.Equal("dead gone 1", Look());
        Dies(two);
        Assert.Equal("alive gone 2", Look());
    }

    [Fact]
    public void One_that_begins_to_keep_a_file_speaks_for_itself()
    {
        var one = Starts(1);
        Look();
        Writes(one, "a");
        Look();
        Assert.Equal("", Look(listed: "a"));
        Dies(one);
        Assert.Equal("", Look());
    }

    [Fact]
    public void Another_client_of_its_number_is_another_client()
    {
        var one = Starts(1);
        Look();
        Writes(one, "a");
        Look();
        Dies(one);
        var next = one with { Start = "later" };
        _clients.Living[next] = 0;
        Assert.Equal("a gone 1", Look());
        Writes(next, "b");
        // A file that the first one left behind says nothing of the second one.
        KnownProcess[] left = [new(new() { Pid = 1, SessionId = "a", ProcStart = one.Start, Status = "busy" }, IsAlive: true)];
        Dies(next);
        Assert.Equal(["b Joined", "b Gone"], _sessions.Look(new(left)).Select(c => $"{c.Transcript.SessionId} {c.What}"));
    }

    [Fact]
    public void One_whose_file_is_never_written_again_is_looked_after_too()
    {
        var one = Starts(1);
        Writes(one, "a");
        KnownProcess[] file = [new(new() { Pid = 1, SessionId = "a" }, IsAlive: true)];
        Assert.Equal(["a"], _sessions.Look(new(file)).Select(c => c.Transcript.SessionId));
        Writes(one, "b");
        Assert.Equal(["b", "a"], _sessions.Look(new(file)).Select(c => c.Transcript.SessionId));
    }

    [Fact]
    public void Whether_a_tools_shell_runs_is_told_where_it_is_clear_whose()
    {
        var (one, two) = (Starts(1), Starts(2));
        Look();
        Writes(one, "a");
        Writes(two, "b");
        Runs(one);
        // Either may be in either.
        Assert.Equal("a joined 1, a joined 2, b joined 1, b joined 2", Look());
        Writes(two, "b", 50);
        Assert.Equal("a movedon 2, a works 1, b movedon 1", Look());
        Assert.Equal("", Look());
        Runs(one, until: true);
        Assert.Equal("a works 1", Look());
        Runs(one);
        Look();
        Dies(one);
        Assert.Equal("a gone 1", Look());
    }

    [Fact]
    public void Subagents_and_empty_files_are_nobodys_session()
    {
        var one = Starts(1);
        Look();
        Writes(one, "agent-1234567");
        File.WriteAllText(PathOf("empty"), "");
        Assert.Equal("", Look());
    }

    private string Look(string? listed = null) => string.Join(", ", _sessions
        .Look(new(listed is null ? [] : [new(new() { Pid = 1, SessionId = listed, Status = "busy" }, IsAlive: true)]))
        .Select(c => $"{c.Transcript.SessionId} {c.What.ToString().ToLowerInvariant()} {c.Client.Pid}")
        .OrderBy(c => !c.Contains("joined", StringComparison.Ordinal)).ThenBy(c => c, StringComparer.Ordinal));

    private UnlistedClient Client(int pid, double startedBefore = 5) => new(pid, $"{pid}", TimeProvider.System.GetUtcNow().AddMinutes(-startedBefore), _folder);

    private UnlistedClient Starts(int pid, double startedBefore = 5)
    {
        var client = Client(pid, startedBefore);
        _clients.Living[client] = 0;
        return client;
    }

    /// <summary>The shell of a tool begins, or ends.</summary>
    private void Runs(UnlistedClient client, bool until = false)
    {
        _clients.Living.TryRemove(client, out var bytes);
        _clients.Living[client with { RunsSince = until ? null : TimeProvider.System.GetUtcNow() }] = bytes;
    }

    private void Writes(UnlistedClient client, string session, int bytes = 10)
    {
        Append(session, bytes);
        _clients.Living[client] += bytes + 3;
    }

    /// <summary>The kernel's own times of files are a tick behind the clock, and a client starts and writes within one here.</summary>
    private void Append(string session, int bytes = 10)
    {
        File.AppendAllText(PathOf(session), new string('x', bytes));
        File.SetLastWriteTimeUtc(PathOf(session), TimeProvider.System.GetUtcNow().UtcDateTime);
    }

    private string PathOf(string session) => Path.Combine(_folder, session + ".jsonl");

    private void Dies(UnlistedClient client) => _clients.Living.TryRemove(client, out _);
}
