using System.Buffers.Binary;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Journal;

/// <summary>
/// What the journal needs now and then: checkpoints and retention. Each checkpoint has a moment in which nothing is written,
/// so that under steady load one is made every few seconds. A log that grows in leaps is a start-up's, which nobody watches
/// live: it is left until it is over, or too long.
/// </summary>
internal sealed class JournalUpkeep(SqliteJournal journal, IOptions<JournalOptions> options, TimeProvider time, ILogger<JournalUpkeep> log) : BackgroundService
{
    private const long Long = 32 << 20, Leap = 8 << 20, LogLimit = 256 << 20;
    private const int QuietRounds = 20;
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250), RetentionRound = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        var (lastSeq, quiet, before) = (-1L, 0, 0L);
        var nextRetention = time.GetUtcNow();
        do
        {
            try
            {
                quiet = journal.LastSeq == lastSeq ? quiet + 1 : 0;
                lastSeq = journal.LastSeq;
                var length = journal.LogBytes;
                var leaps = length - before > Leap;
                before = length;
                if (length > (quiet >= QuietRounds ? 0 : leaps ? LogLimit : Long)) journal.Checkpoint();
                if (time.GetUtcNow() < nextRetention) continue;
                Retain();
                nextRetention = time.GetUtcNow() + RetentionRound;
            }
            catch (Exception e) when (e is Microsoft.Data.Sqlite.SqliteException or IOException)
            {
                log.LogWarning("The journal's upkeep failed and is tried again: {Reason}", e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Sessions go whole: half a session would have wrong totals after the next start.</summary>
    internal void Retain()
    {
        var cutoff = time.GetUtcNow().AddDays(-options.Value.RetentionDays).ToUnixTimeMilliseconds();
        var excess = new FileInfo(journal.Path).Length - ((long)options.Value.MaxSizeMb << 20);
        var forget = new List<ulong>();
        foreach (var (session, newest, bytes) in SessionsByAge())
        {
            if (newest >= cutoff && excess <= 0) break;
            forget.Add(session);
            excess -= bytes;
        }
        if (forget.Count == 0) return;
        journal.Forget(forget);
        log.LogInformation("Retention: {Count} sessions forgotten", forget.Count);
    }

    private List<(ulong Session, long Newest, long Bytes)> SessionsByAge() => journal.Read(db =>
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT substr(id, 1, 8) AS session, max(at) AS newest, sum(length(body) + 80) FROM events GROUP BY session ORDER BY newest";
        using var rows = command.ExecuteReader();
        var sessions = new List<(ulong, long, long)>();
        while (rows.Read()) sessions.Add((BinaryPrimitives.ReadUInt64BigEndian((byte[])rows[0]), rows.GetInt64(1), rows.GetInt64(2)));
        return sessions;
    });
}
