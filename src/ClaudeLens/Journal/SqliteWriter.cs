using ClaudeLens.Events;
using SQLitePCL;
using static SQLitePCL.raw;

namespace ClaudeLens.Journal;

/// <summary>
/// The one writing connection, on SQLite's own interface: at start-up this runs for every line, and ADO.NET's parameters
/// cost as much as SQLite itself. Not thread-safe: the journal holds its lock around every call.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly sqlite3 _db;
    private readonly sqlite3_stmt _begin, _commit, _rollback, _insert, _position;
    private readonly EventWriter _body = new();
    private bool _waitsForDisk;

    public SqliteWriter(sqlite3 db)
    {
        _db = db;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insert = Prepare("INSERT OR IGNORE INTO events(seq, id, at, body) VALUES(?1, ?2, ?3, ?4)");
        _position = Prepare("INSERT INTO positions(key, offset, state) VALUES(?1, ?2, ?3) ON CONFLICT(key) DO UPDATE SET offset = excluded.offset, state = excluded.state");
    }

    /// <summary>Appends in one transaction and returns what was new, numbered from <paramref name="lastSeq"/> + 1 on.</summary>
    public SessionEvent[] Append(AppendBatch[] batches, long lastSeq)
    {
        WaitForDisk(Array.Exists(batches, static b => b.Durability == Durability.Acknowledged));
        // A statement alone is a transaction of its own, with half the calls.
        if (batches is [{ Events: [var alone], Positions.Count: 0 }]) return Insert(alone, lastSeq + 1) ? [alone] : [];
        var added = new List<SessionEvent>(batches.Sum(b => b.Events.Count));
        Step(_begin);
        try
        {
            foreach (var batch in batches)
            {
                foreach (var e in batch.Events)
                {
                    if (!Insert(e, lastSeq + 1)) continue;
                    lastSeq++;
                    added.Add(e);
                }
                foreach (var position in batch.Positions) Save(position);
            }
            Step(_commit);
        }
        catch
        {
            // After a full disk SQLite may have rolled back by itself; then this fails, which changes nothing.
            _ = sqlite3_step(_rollback);
            _ = sqlite3_reset(_rollback);
            throw;
        }
        return [.. added];
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollback, _insert, _position }) _ = sqlite3_finalize(statement);
    }

    private bool Insert(SessionEvent e, long seq)
    {
        Span<byte> id = stackalloc byte[EventId.Size];
        e.Id.Write(id);
        _ = sqlite3_bind_int64(_insert, 1, seq);
        _ = sqlite3_bind_blob(_insert, 2, id);
        _ = sqlite3_bind_int64(_insert, 3, e.At.ToUnixTimeMilliseconds());
        _ = sqlite3_bind_blob(_insert, 4, _body.Write(e));
        Step(_insert);
        if (sqlite3_changes(_db) == 0) return false;
        e.Seq = seq;
        return true;
    }

    private void Save(ReadPosition position)
    {
        _ = sqlite3_bind_text(_position, 1, position.Key);
        _ = sqlite3_bind_int64(_position, 2, position.Offset);
        if (position.State is null) _ = sqlite3_bind_null(_position, 3);
        else _ = sqlite3_bind_text(_position, 3, position.State);
        Step(_position);
    }

    /// <summary>FULL waits for the disk at each commit, NORMAL at checkpoints only. It cannot change inside a transaction.</summary>
    private void WaitForDisk(bool wait)
    {
        if (wait == _waitsForDisk) return;
        if (sqlite3_exec(_db, wait ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL") != SQLITE_OK) throw Failed();
        _waitsForDisk = wait;
    }

    private sqlite3_stmt Prepare(string sql) =>
        sqlite3_prepare_v2(_db, sql, out var statement) == SQLITE_OK ? statement : throw Failed();

    private void Step(sqlite3_stmt statement)
    {
        var result = sqlite3_step(statement);
        var failure = result is SQLITE_DONE or SQLITE_ROW ? null : Failed();
        _ = sqlite3_reset(statement);
        if (failure is not null) throw failure;
    }

    private JournalException Failed()
    {
        var code = sqlite3_errcode(_db);
        var text = sqlite3_errmsg(_db).utf8_to_string();
        return new JournalException(code switch
        {
            SQLITE_FULL => "The disk that holds the data folder is full.",
            SQLITE_READONLY => "The data folder is read-only.",
            SQLITE_IOERR => "The data folder cannot be written: the disk is full or failing.",
            _ => $"The journal cannot be written: {text}.",
        });
    }
}
