using System.Globalization;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>What was last told of a process.</summary>
internal sealed record KnownProcess(ProcessFile File, bool IsAlive)
{
    /// <summary>A process nobody here can look at counts as alive for so long after its last word.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(30);

    /// <summary>Since when the shell of a tool call runs in it.</summary>
    public DateTimeOffset? RunsSince { get; init; }

    public static bool Lives(ProcessLife life, ProcessFile file, DateTimeOffset now) => life switch
    {
        ProcessLife.Alive => true,
        ProcessLife.Gone => false,
        _ => now - Time(file.ChangedAt) < Freshness,
    };

    public static DateTimeOffset Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, 253_402_300_799_999));

    public SessionEvent Event(DateTimeOffset at, DateTimeOffset now, bool cleanExit, bool atStart, bool withFacts)
    {
        var state = IsAlive ? $"{File.Status}|{File.WaitingFor}{RunsSince?.ToUnixTimeMilliseconds()}" : cleanExit ? "left" : "gone";
        return new()
        {
            Id = EventId.Create(File.SessionId!, (ulong)File.ChangedAt, $"{File.Pid}.json", string.Create(CultureInfo.InvariantCulture, $"{File.ProcStart}|{state}")),
            Kind = EventKind.Process,
            SessionId = File.SessionId!,
            At = at,
            SeenAt = now,
            Source = EventSource.Process,
            Backfill = atStart,
            Facts = withFacts ? new() { Cwd = File.Cwd, ClientVersion = File.Version, Entrypoint = File.Entrypoint } : null,
            Process = new()
            {
                Pid = File.Pid,
                Alive = IsAlive,
                Status = IsAlive ? File.Status : null,
                WaitingFor = IsAlive ? File.WaitingFor : null,
                StartedAt = File.StartedAt is { } started ? Time(started) : null,
                StatusSince = File.StatusUpdatedAt is { } since ? Time(since) : null,
                RunsSince = RunsSince,
                CleanExit = cleanExit,
            },
        };
    }
}
