using System.Diagnostics;
using System.Globalization;
using ClaudeLens.Events;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;

namespace ClaudeLens.Bench;

/// <summary>
/// Events through the fold at 10,000 sessions, flushed as the server does, beside the least that could be done for each:
/// one look-up and one addition.
/// </summary>
internal static class FoldSpeed
{
    private const int Sessions = 10_000, Turns = 3, Batch = 256, Live = 400_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] Ids = [.. Enumerable.Range(0, Sessions).Select(i => new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString())];
    private static readonly string[] Folders = [.. Enumerable.Range(0, 200).Select(i => $"/home/dev/code/project-{i}")];

    public static int Run()
    {
        var table = new Table($"fold: {Sessions:n0} sessions, {Live:n0} live events in batches of {Batch}, one thread",
            "what", "events/s", "bytes/event: state", "its line in the feed", "its session's new view", "bytes/session at rest");
        var floor = new Dictionary<string, long>();
        var speed = Measure(batch =>
        {
            foreach (var e in batch) floor[e.SessionId] = floor.GetValueOrDefault(e.SessionId) + (e.Message?.Usage?.Output ?? 1);
        }, () => { });
        table.Add("floor: a look-up and an addition", Number(speed.PerSecond), Number(speed.Folded), "-", "-", "-");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var fold = new LiveState(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);
        for (var i = 0; i < Sessions * Turns * 8; i += Batch)
        {
            Apply(fold, Script(i, Batch, backfill: true, isSetUp: true));
            fold.Flush();
        }
        // Past the windows of the last minutes, as a session at rest is.
        fold.Tick(Start + TimeSpan.FromMinutes(25));
        fold.Flush();
        fold.Tick(Start + TimeSpan.FromMinutes(26));
        fold.Flush();
        var state = (GC.GetTotalMemory(forceFullCollection: true) - before) / Sessions;
        var past = Measure(batch => Apply(fold, batch), () => fold.Flush(), from: 0, backfill: true);
        speed = Measure(batch => Apply(fold, batch), () => fold.Flush(), from: 1_000_000, backfill: false);
        table.Add("claudelens", Number(speed.PerSecond), Number(past.Folded), Number(speed.Folded - past.Folded), Number(speed.Told), Number(state));
        table.Print();
        GC.KeepAlive(fold);
        return 0;
    }

    private static void Apply(LiveState fold, SessionEvent[] batch)
    {
        foreach (var e in batch) fold.Apply(e);
    }

    private static (double PerSecond, double Folded, double Told) Measure(Action<SessionEvent[]> apply, Action flush, int from = 0, bool backfill = false)
    {
        const int WarmUp = 40_000;
        from += Sessions * Turns * 8;
        long ticks = 0, folded = 0, told = 0;
        for (var i = 0; i < WarmUp + Live; i += Batch)
        {
            // What the events themselves cost is not the fold's.
            var batch = Script(from + i, Batch, backfill, isSetUp: false);
            var (start, clock) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            apply(batch);
            var between = GC.GetAllocatedBytesForCurrentThread();
            flush();
            if (i < WarmUp) continue;
            ticks += Stopwatch.GetTimestamp() - clock;
            folded += between - start;
            told += GC.GetAllocatedBytesForCurrentThread() - between;
        }
        return (Live * (double)Stopwatch.Frequency / ticks, (double)folded / Live, (double)told / Live);
    }

    private static string Number(double value) => value.ToString("n0", CultureInfo.InvariantCulture);

    /// <summary>Turn after turn, all sessions side by side: a prompt, thinking, a call and its result, another, the answer.</summary>
    private static SessionEvent[] Script(int from, int count, bool backfill, bool isSetUp) => [.. Enumerable.Range(from, count).Select(n =>
    {
        var (session, step) = (n % Sessions, n / Sessions % 8);
        var turn = n / Sessions / 8;
        var message = $"msg_{session:x}_{turn:x}_{step / 3}";
        // A busy machine: a session does something every five seconds.
        var at = Start + (isSetUp ? TimeSpan.FromSeconds(n / Sessions * 5) : TimeSpan.FromMinutes(30) + TimeSpan.FromMilliseconds((n - Sessions * Turns * 8) * 0.5));
        var e = new SessionEvent
        {
            Seq = n + 1,
            Id = new EventId((ulong)session, (ulong)n, 1),
            SessionId = Ids[session],
            At = at,
            SeenAt = at,
            Backfill = backfill,
            Born = Start,
            Source = EventSource.Transcript,
            Kind = EventKind.Message,
            Uuid = $"{n:x8}",
            Summary = "Looks at the cart module and runs the tests",
            Facts = n < Sessions ? new SessionFacts { Cwd = Folders[session % Folders.Length], ClientVersion = "2.1.330", GitBranch = "main", PermissionMode = "default" } : null,
        };
        return step switch
        {
            0 => e with { Kind = EventKind.Prompt },
            1 => Says(e, message, BlockKind.Thinking, "tool_use"),
            2 or 4 => Says(e, message, BlockKind.ToolUse, "tool_use") with { Tool = new() { Id = $"toolu_{turn:x}_{step}", Name = "Bash", Target = "npm test" } },
            3 or 5 => e with { Kind = EventKind.ToolResult, Outcome = new() { ToolUseId = $"toolu_{turn:x}_{step - 1}" } },
            _ => Says(e, message, BlockKind.Text, "end_turn"),
        };
    })];

    private static SessionEvent Says(SessionEvent e, string message, BlockKind block, string stop) => e with
    {
        Message = new() { Id = message, Block = block, Model = "claude-sonnet-5-5", StopReason = stop, Usage = new() { Input = 9, Output = 140, CacheRead = 12_000, CacheWrite5m = 800 } },
    };
}
