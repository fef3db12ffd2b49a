using System.Globalization;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>What is known of unlisted clients, in the words of those that keep a file; remembered over a restart like theirs.</summary>
internal sealed class UnlistedReader(UnlistedSessions sessions, TimeProvider clock)
{
    private const char Mark = '#';

    public IReadOnlyList<UnlistedClient> Living => sessions.Living;

    /// <returns>Whether it is one of ours.</returns>
    public bool Remember(ReadPosition position)
    {
        var mark = position.Key.LastIndexOf(Mark);
        if (mark < 0 || !position.Key.AsSpan(0, mark).EndsWith(".jsonl"))
            return false;
        if (ProcessFile.Parse(position) is { ProcStart: { } start } file)
        {
            var path = position.Key[..mark];
            sessions.Remember(path, new(file.Pid, start, KnownProcess.Time(file.StartedAt ?? 0), Path.GetDirectoryName(path)!));
        }
        return true;
    }

    public void Look(IEnumerable<KnownProcess> known, bool atStart, List<SessionEvent> events, Dictionary<string, ReadPosition> told)
    {
        foreach (var (transcript, client, what) in sessions.Look(new(known)))
        {
            var now = clock.GetUtcNow();
            var file = new ProcessFile
            {
                Pid = client.Pid,
                SessionId = transcript.SessionId,
                ProcStart = client.Start,
                StartedAt = client.StartedAt.ToUnixTimeMilliseconds(),
                UpdatedAt = now.ToUnixTimeMilliseconds(),
            };
            var isThere = what is UnlistedSessions.Change.Joined or UnlistedSessions.Change.Works;
            var key = string.Create(CultureInfo.InvariantCulture, $"{transcript.Path}{Mark}{client.Pid}");
            told[key] = isThere ? file.ToPosition(key) : new(key, 0, null);
            var process = new KnownProcess(file, isThere) { RunsSince = client.RunsSince };
            events.Add(process.Event(now, now, cleanExit: what == UnlistedSessions.Change.MovedOn, atStart, withFacts: false));
        }
    }
}
