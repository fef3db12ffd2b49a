using Microsoft.Data.Sqlite;

namespace ClaudeLens.Journal;

/// <summary>
/// Decides whether this is the journal we left, or one that may have rolled back. At each start a random opening id is
/// written into the database and into a new file beside it, with the boot of the machine. The journal is the one we left
/// when both agree, the file is still that very file (a restored copy has been made later), and the machine has not been
/// restarted since: a killed process loses nothing that was committed, a power cut or a restored disk may. Anything else
/// gets a new epoch, which costs a reader no more than a snapshot.
/// </summary>
internal static class SqliteEpoch
{
    private static readonly DateTime Never = new(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static string Open(SqliteConnection db, string sidecar, long lastSeq)
    {
        var boot = BootId();
        var epoch = db.Meta("epoch");
        if (epoch is null || !IsTheOneWeLeft(db, sidecar, boot, lastSeq)) epoch = NewId();

        var opening = NewId();
        File.WriteAllText(sidecar + ".new", opening);
        File.SetLastWriteTimeUtc(sidecar + ".new", Never);
        File.Move(sidecar + ".new", sidecar, overwrite: true);
        db.SetMeta("epoch", epoch);
        db.SetMeta("opening", opening);
        db.SetMeta("born", Born(sidecar));
        db.SetMeta("boot", boot ?? "");
        db.SetMeta("closed_at", "");
        return epoch;
    }

    public static void Close(SqliteConnection db, long lastSeq) => db.SetMeta("closed_at", lastSeq.ToString());

    private static bool IsTheOneWeLeft(SqliteConnection db, string sidecar, string? boot, long lastSeq)
    {
        if (!File.Exists(sidecar) || File.ReadAllText(sidecar) != db.Meta("opening") || Born(sidecar) != db.Meta("born")) return false;
        var closed = db.Meta("closed_at") is { Length: > 0 } seq ? seq : null;
        if (closed is not null && closed != lastSeq.ToString()) return false;
        return boot is null ? closed is not null : boot == db.Meta("boot");
    }

    /// <summary>
    /// What no copying tool can keep: when the file was made, or, where the system has no such time, when it was last changed.
    /// .NET tells the earlier of the last change and the last write there; so the last write is put where it is never the earlier.
    /// </summary>
    private static string Born(string file) => $"{File.GetCreationTimeUtc(file).Ticks}";

    /// <summary>Random, yet no secret: cryptography would load OpenSSL, which takes longer than everything else at start.</summary>
    private static string NewId() => Guid.NewGuid().ToString("N")[^12..];

    /// <summary>Linux's random id of this boot; elsewhere unknown, and an unclean stop then means a new epoch.</summary>
    private static string? BootId()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
