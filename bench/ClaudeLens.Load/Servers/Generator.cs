using System.Diagnostics;
using ClaudeLens.Live;
using Activity = ClaudeLens.Live.Activity;

namespace ClaudeLens.Load.Servers;

/// <summary>Messages of many sessions at a steady rate; each carries the time at which it came about, on the clock all processes share.</summary>
internal sealed class Generator(int sessions)
{
    public const string Mark = "@@";
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private readonly string[] _ids = [.. Enumerable.Range(0, sessions).Select(i => $"5e55{i:x4}-0000-4000-8000-{i:x12}")];

    public long Count { get; private set; }

    /// <summary>Runs until the seconds are over; never catches up with more than a tenth of a second at once.</summary>
    public void Run(double rate, double seconds, Action<long> next)
    {
        using var never = new ManualResetEvent(false);
        var (clock, before) = (Stopwatch.StartNew(), Count);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var due = before + (long)(clock.Elapsed.TotalSeconds * rate); Count < due;) next(++Count);
            never.WaitOne(1);
        }
    }

    public Activity Message(long seq) => new()
    {
        Id = $"{seq:x48}", Seq = seq, Timestamp = Start.AddMilliseconds(seq), SeenAt = Start.AddMilliseconds(seq), Type = "tool_use",
        SessionId = _ids[seq % sessions], Project = $"project-{seq % 20}", Summary = $"{Mark}{Stopwatch.GetTimestamp()}@ dotnet test",
        Cost = 0.01234m, Tool = "Bash", Target = "dotnet test", Model = "claude-sonnet-4-5", ToolUseId = "toolu_0123456789",
    };

    public SessionView Session(long seq) => new()
    {
        SessionId = _ids[seq % sessions], Project = $"project-{seq % 20}", Path = "/home/user/project", StartedAt = Start, LastActivity = Start,
        Status = SessionStatus.Thinking, Reason = "a prompt waits for its answer", Evidence = Evidence.Transcript, StatusSince = Start,
        MessageCount = (int)(seq / sessions) + 1, CurrentCost = 1.5m, Host = "host", Source = "transcript", Tokens = new(1, 2, 3, 4),
        Context = new ContextView(10_000, 200_000), Model = "claude-sonnet-4-5", Recent = new int[20],
    };
}
