using ClaudeLens.Events;
using Microsoft.Data.Sqlite;

namespace ClaudeLens.Journal;

/// <summary>The tables, and the steps from one version of them to the next.</summary>
internal static class SqliteSchema
{
    /// <summary>One step a version, run in order from the version the file has. Never change a released one: add the next.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE events (
            seq  INTEGER PRIMARY KEY,
            id   BLOB NOT NULL UNIQUE,
            at   INTEGER NOT NULL,
            body BLOB NOT NULL
        );
        CREATE TABLE positions (key TEXT PRIMARY KEY, offset INTEGER NOT NULL, state TEXT) WITHOUT ROWID;
        CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """,
    ];

    public static int Version => Steps.Length;

    public static void Upgrade(SqliteConnection db, string path)
    {
        var have = Convert.ToInt32(db.Scalar("PRAGMA user_version"));
        if (have > Version)
            throw new JournalException($"The journal {path} was written by a newer claudelens (schema {have}, this one knows {Version}): update claudelens, or use another --data-dir.");
        for (var version = have; version < Version; version++)
            db.Run($"BEGIN IMMEDIATE; {Steps[version]} PRAGMA user_version = {version + 1}; COMMIT;");
    }

    public static object? Scalar(this SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public static void Run(this SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static string? Meta(this SqliteConnection db, string key)
    {
        using var command = db.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE key = $key";
        command.Parameters.AddWithValue("$key", key);
        return command.ExecuteScalar() as string;
    }

    public static void SetMeta(this SqliteConnection db, string key, string value)
    {
        using var command = db.CreateCommand();
        command.CommandText = "INSERT INTO meta(key, value) VALUES($key, $value) ON CONFLICT(key) DO UPDATE SET value = excluded.value";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }
}
