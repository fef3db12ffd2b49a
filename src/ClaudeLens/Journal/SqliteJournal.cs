using System.Runtime.CompilerServices;
using ClaudeLens.Events;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ClaudeLens.Journal;

/// <summary>
/// The journal in one SQLite file. One connection writes, under a lock; reading and checkpoints have connections of their
/// own. The write-ahead log is checkpointed from <see cref="JournalUpkeep"/>, never by the commit that is in somebody's way.
/// </summary>
public sealed class SqliteJournal : IJournal, IDisposable
{
    private const int Page = 1000;
    private const long LogKept = 64 << 20;
    private readonly DataDirLock _owner;
    private readonly SqliteConnection _write, _read, _checkpoint;
    private readonly SqliteWriter _writer;
    private readonly RecentEvents _recent = new();
    private readonly Lock _writing = new(), _reading = new();
    private long _oldestSeq;
    private int _pagesMoved;

    public SqliteJournal(string dataDir)
    {
        EmbeddedSqlite.Use();
        try
        {
            Directory.CreateDirectory(dataDir);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The data folder {dataDir} cannot be made: {e.Message}", e);
        }
        _owner = DataDirLock.Take(dataDir);
        Path = System.IO.Path.Combine(dataDir, "journal.db");
        try
        {
            _write = Connect(SqliteOpenMode.ReadWriteCreate);
            _write.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -16000");
            SqliteSchema.Upgrade(_write, Path);
            _oldestSeq = long.Parse(_write.Meta("oldest_seq") ?? "1");
            _recent.Start(Math.Max(Convert.ToInt64(_write.Scalar("SELECT ifnull(max(seq), 0) FROM events")), _oldestSeq - 1));
            Epoch = SqliteEpoch.Open(_write, System.IO.Path.Combine(dataDir, "journal.opening"), LastSeq);
            _writer = new SqliteWriter(_write.Handle!);
            _read = Connect(SqliteOpenMode.ReadOnly);
            _checkpoint = Connect(SqliteOpenMode.ReadWrite);
            _checkpoint.Run("PRAGMA synchronous = NORMAL");
        }
        catch (Exception e)
        {
            _write?.Dispose();
            _owner.Dispose();
            if (e is SqliteException or IOException or UnauthorizedAccessException) throw new JournalException($"The journal {Path} cannot be opened: {e.Message}", e);
            throw;
        }
    }

    public string Path { get; }
    public string Epoch { get; }
    public long LastSeq => _recent.LastSeq;
    public long OldestSeq => Interlocked.Read(ref _oldestSeq);

    public ValueTask<SessionEvent[]> AppendAsync(AppendBatch[] batches, CancellationToken cancel = default)
    {
        cancel.ThrowIfCancellationRequested();
        SessionEvent[] added;
        TaskCompletionSource? reached;
        lock (_writing)
        {
            added = _writer.Append(batches, LastSeq);
            reached = added.Length > 0 ? _recent.Add(added) : null;
        }
        reached?.SetResult();
        return ValueTask.FromResult(added);
    }

    public async IAsyncEnumerable<SessionEvent[]> FollowAsync(long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Not WaitAsync: it makes three objects for each line.
        using var woken = cancel.Register(_recent.Wake);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var (events, more) = _recent.After(after);
            if (events is null)
            {
                events = ReadPage(after);
                // Retention took what lay between: the next that exists is in memory or nowhere.
                if (events.Length == 0) after = Math.Max(after, OldestSeq - 1);
            }
            if (events.Length == 0)
            {
                await more;
                continue;
            }
            after = events[^1].Seq;
            yield return events;
        }
    }

    public ValueTask<IReadOnlyList<SessionEvent>> ReadSessionAsync(string sessionId, long before, int limit, CancellationToken cancel = default)
    {
        var key = EventId.SessionKey(sessionId);
        return ValueTask.FromResult<IReadOnlyList<SessionEvent>>(Query(
            "SELECT seq, id, body FROM events WHERE id >= $from AND id <= $to AND seq < $before ORDER BY seq DESC LIMIT $limit",
            ("$from", Bytes(new EventId(key, 0, 0))), ("$to", Bytes(new EventId(key, ulong.MaxValue, ulong.MaxValue))), ("$before", before), ("$limit", limit)));
    }

    public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default)
    {
        lock (_reading)
        {
            using var command = _read.CreateCommand();
            command.CommandText = "SELECT key, offset, state FROM positions";
            using var rows = command.ExecuteReader();
            var positions = new List<ReadPosition>();
            while (rows.Read()) positions.Add(new ReadPosition(rows.GetString(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetString(2)));
            return ValueTask.FromResult<IReadOnlyList<ReadPosition>>(positions);
        }
    }

    /// <summary>
    /// Moves what is in the write-ahead log into the database: beside the appends what is there, then what came meanwhile, and
    /// while appends wait the little that came during that. With all of it moved the next append starts the log anew, in the
    /// room the file has already: only a log that grew very long is cut.
    /// </summary>
    internal void Checkpoint()
    {
        _checkpoint.Run("PRAGMA wal_checkpoint(PASSIVE)");
        _checkpoint.Run("PRAGMA wal_checkpoint(PASSIVE)");
        lock (_writing)
        {
            _checkpoint.Run($"PRAGMA wal_checkpoint({(new FileInfo(Path + "-wal").Length > LogKept ? "TRUNCATE" : "PASSIVE")})");
            _pagesMoved = PagesWritten;
        }
    }

    /// <summary>What was written to the log since the last checkpoint.</summary>
    internal long LogBytes => (long)(PagesWritten - _pagesMoved) * 4096;

    private int PagesWritten => sqlite3_db_status(_write.Handle, SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 0) == SQLITE_OK ? pages : _pagesMoved;

    internal T Read<T>(Func<SqliteConnection, T> query)
    {
        lock (_reading) return query(_read);
    }

    /// <summary>Forgets sessions whole. Below the newest seq that went, the journal is no longer complete, and says so.</summary>
    internal void Forget(IReadOnlyList<ulong> sessions)
    {
        foreach (var session in sessions)
        {
            lock (_writing)
            {
                using var delete = _write.CreateCommand();
                delete.CommandText = "DELETE FROM events WHERE id >= $from AND id <= $to RETURNING seq";
                delete.Parameters.AddWithValue("$from", Bytes(new EventId(session, 0, 0)));
                delete.Parameters.AddWithValue("$to", Bytes(new EventId(session, ulong.MaxValue, ulong.MaxValue)));
                var oldest = OldestSeq;
                using (var rows = delete.ExecuteReader())
                {
                    while (rows.Read()) oldest = Math.Max(oldest, rows.GetInt64(0) + 1);
                }
                _write.SetMeta("oldest_seq", oldest.ToString());
                Interlocked.Exchange(ref _oldestSeq, oldest);
            }
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            // The container disposes it once for each face it is registered under.
            if (_write.State == System.Data.ConnectionState.Closed) return;
            try
            {
                SqliteEpoch.Close(_write, LastSeq);
            }
            catch (SqliteException)
            {
                // The disk is full: the next start sees an unclean stop, which it can judge by itself.
            }
            _writer.Dispose();
            _read.Dispose();
            _checkpoint.Dispose();
            _write.Dispose();
            _owner.Dispose();
        }
    }

    private SessionEvent[] ReadPage(long after) =>
        [.. Query("SELECT seq, id, body FROM events WHERE seq > $after ORDER BY seq LIMIT $limit", ("$after", after), ("$limit", Page))];

    private List<SessionEvent> Query(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        lock (_reading)
        {
            using var command = _read.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
            using var rows = command.ExecuteReader();
            var events = new List<SessionEvent>();
            while (rows.Read()) events.Add(EventReader.Read(rows.GetInt64(0), EventId.Read((byte[])rows[1]), (byte[])rows[2]));
            return events;
        }
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static byte[] Bytes(EventId id)
    {
        var bytes = new byte[EventId.Size];
        id.Write(bytes);
        return bytes;
    }
}
