using System.Collections.Concurrent;
using ClaudeLens.Events;
using ClaudeLens.Sources;
using ClaudeLens.Sources.ProcessState;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaudeLens.Tests.Sources.ProcessState;

public sealed class ProcessReaderTests : IDisposable
{
    private const string A = "aaaaaaaa-2222-4333-8444-555555555555", B = "bbbbbbbb-2222-4333-8444-555555555555";
    private readonly string _root = Directory.CreateTempSubdirectory("claudelens-").FullName;
    private readonly MemoryIngest _ingest = new();
    private readonly Processes _processes = new();
    private CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    public ProcessReaderTests() => Directory.CreateDirectory(Path.Combine(_root, "sessions"));

    public void Dispose()
    {
        _stop.Cancel();
        _running.Wait(Wait.Patience);
        _stop.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Status_changes_are_told_once_each()
    {
        Start();
        Write(7, A, "busy", 1000);
        await Events(1);
        // Its clock goes on, its status does not.
        Write(7, A, "busy", 1100, since: 1000);
        await Wait.ForAsync("the file was read again", () => _processes.LastSeen >= 1100);
        Write(7, A, "waiting", 1200, "permission prompt");
        var events = await Events(2);

        Assert.Equal(["busy", "waiting"], events.Select(e => e.Process!.Status));
        Assert.Equal("permission prompt", events[1].Process!.WaitingFor);
        Assert.All(events, e => Assert.True(e.Process!.Alive));
        Assert.Equal("/home/dev/work/shop-api", events[0].Facts!.Cwd);
    }

    [Fact]
    public async Task What_is_written_is_noticed_when_it_is_written_not_by_the_next_sweep()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the sweep has to do");
        Write(7, A, "busy", 1000);
        Start(new StoppedClock());
        await Events(1);
        Write(7, A, "waiting", 1200, "permission prompt");
        await Events(2);
        // As the client does: over the old text, then cut.
        using (var file = new FileStream(PathOf(7), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(Content(7, A, "busy", 1300, null)));
            file.SetLength(file.Position);
        }
        await Events(3);
        File.Delete(PathOf(7));
        Assert.False((await Events(4))[^1].Process!.Alive);
    }

    [Fact]
    public async Task A_removed_file_is_a_clean_exit()
    {
        Start();
        Write(7, A, "busy", 1000);
        await Events(1);
        File.Delete(PathOf(7));
        var last = (await Events(2))[^1].Process!;

        Assert.False(last.Alive);
        Assert.True(last.CleanExit);
    }

    [Fact]
    public async Task Who_left_while_we_were_stopped_is_told_at_the_next_start_once()
    {
        Start();
        Write(7, A, "busy", 1000);
        Write(8, B, "busy", 1000);
        await Events(2);
        await Stop();
        File.Delete(PathOf(7));
        Start();
        var events = await Events(3);
        await Stop();
        Start();
        Write(8, B, "idle", 2000);
        events = await Events(4);

        Assert.Equal(A, events[2].SessionId);
        Assert.False(events[2].Process!.Alive);
        Assert.Equal((B, "idle"), (events[3].SessionId, events[3].Process!.Status));
    }

    [Fact]
    public async Task A_killed_process_is_noticed_though_its_file_stays()
    {
        Start();
        Write(7, A, "busy", 1000);
        await Events(1);
        _processes.Lives[7] = ProcessLife.Gone;
        var last = (await Events(2))[^1].Process!;

        Assert.False(last.Alive);
        Assert.False(last.CleanExit);
    }

    /// <summary>A killed client's file, taken over by another client of its number before anybody looked: the same session, or not.</summary>
    [Theory]
    [InlineData(A), InlineData(B)]
    public async Task Another_process_of_its_number_is_not_its_client(string next)
    {
        Start();
        Write(7, A, "busy", 1000);
        await Events(1);
        File.WriteAllText(PathOf(7), Content(7, next, "busy", 1000, null).Replace("\"42\"", "\"43\"", StringComparison.Ordinal));
        var events = await Events(3);

        Assert.Equal([(A, true, false), (A, false, false), (next, true, false)], events.Select(e => (e.SessionId, e.Process!.Alive, e.Process.CleanExit)));
    }

    [Fact]
    public async Task A_file_left_by_a_killed_process_is_seen_through_at_start_and_told_once_over_restarts()
    {
        Write(7, A, "busy", 1000);
        Write(8, A, "idle", 2000);
        _processes.Lives[7] = ProcessLife.Gone;
        Start();
        var events = await Events(2);
        Assert.Equal([false, true], events.Select(e => e.Process!.Alive));
        Assert.All(events, e => Assert.True(e.Backfill));
        await Stop();

        var again = new ProcessReader([_root], _ingest, _processes, new Clients(), new(), TimeProvider.System, watched: true, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = OwnThread.Run("again", again.Run, stop.Token);
        Write(8, A, "busy", 3000);
        await Events(3);
        await stop.CancelAsync();
        await running;
        Assert.Equal(1, _ingest.Events.Count(e => e.Process!.Pid == 7));
    }

    [Fact]
    public async Task Clear_moves_the_process_on_to_a_new_session()
    {
        Start();
        Write(7, A, "idle", 1000);
        await Events(1);
        Write(7, B, "idle", 2000);
        var events = await Events(3);

        Assert.Equal((A, false, true), (events[1].SessionId, events[1].Process!.Alive, events[1].Process!.CleanExit));
        Assert.Equal((B, true), (events[2].SessionId, events[2].Process!.Alive));
    }

    [Fact]
    public async Task A_file_caught_while_it_is_rewritten_is_read_again()
    {
        Start();
        File.WriteAllText(PathOf(7), """{"pid":7,"sessionId":"aaa""");
        Write(8, B, "idle", 1000);
        await Events(1);
        Write(7, A, "idle", 1000);

        Assert.Equal(A, (await Events(2))[1].SessionId);
    }

    [Fact]
    public async Task A_process_of_another_machine_is_believed_while_its_file_is_fresh()
    {
        _processes.Lives[7] = _processes.Lives[8] = ProcessLife.Unknown;
        Write(7, A, "busy", 1000);
        Write(8, B, "busy", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        Start();
        var events = await Events(2);

        Assert.False(events.Single(e => e.SessionId == A).Process!.Alive);
        Assert.True(events.Single(e => e.SessionId == B).Process!.Alive);
    }

    [Fact]
    public async Task A_folder_that_appears_later_is_noticed()
    {
        Directory.Delete(Path.Combine(_root, "sessions"));
        Start();
        Directory.CreateDirectory(Path.Combine(_root, "sessions"));
        Write(7, A, "busy", 1000);

        Assert.Equal(A, (await Events(1))[0].SessionId);
    }

    private void Start(TimeProvider? clock = null)
    {
        var reader = new ProcessReader([_root], _ingest, _processes, new Clients(), new(), clock ?? TimeProvider.System, watched: true, NullLogger.Instance);
        reader.Remember(_ingest.Positions);
        _running = OwnThread.Run("test", reader.Run, _stop.Token);
    }

    private async Task Stop()
    {
        await _stop.CancelAsync();
        await _running.WaitAsync(Wait.Patience);
        _stop = new();
    }

    private Task<IReadOnlyList<SessionEvent>> Events(int count) => _ingest.Until(events => events.Count >= count);

    private string PathOf(int pid) => Path.Combine(_root, "sessions", $"{pid}.json");

    private void Write(int pid, string session, string status, long at, string? waitingFor = null, long? since = null) =>
        File.WriteAllText(PathOf(pid), Content(pid, session, status, at, waitingFor, since));

    private static string Content(int pid, string session, string status, long at, string? waitingFor, long? since = null) =>
        $$"""{"pid":{{pid}},"sessionId":"{{session}}","cwd":"/home/dev/work/shop-api","startedAt":900,"procStart":"42","version":"2.1.330","status":"{{status}}","updatedAt":{{at}},"statusUpdatedAt":{{since ?? at}}{{(waitingFor is null ? "" : $",\"waitingFor\":\"{waitingFor}\"")}}}""";

    /// <summary>Time that never passes: no sweep is ever due.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }

    private sealed class Processes : IProcessTable
    {
        private long _lastSeen;

        public ConcurrentDictionary<int, ProcessLife> Lives { get; } = [];

        /// <summary>Of the file read last: how new it was.</summary>
        public long LastSeen => Volatile.Read(ref _lastSeen);

        public ProcessLife Look(ProcessFile file)
        {
            Volatile.Write(ref _lastSeen, file.ChangedAt);
            return Lives.GetValueOrDefault(file.Pid, ProcessLife.Alive);
        }
    }
}
