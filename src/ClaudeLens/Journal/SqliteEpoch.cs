using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace ClaudeLens.Journal;

/// <summary>
/// Decides whether this is the journal we left, or one that may have rolled back. At each start a random opening id is
/// written into the database and into a file beside it, with the boot of the machine. The journal is the one we left when
/// both agree, and it was either closed cleanly or the machine has not been restarted since (a killed process loses
/// nothing that was committed; a power cut may). Anything else, such as a restored copy, gets a new epoch.
/// </summary>
internal static class SqliteEpoch
{
    public static string Open(SqliteConnection db, string sidecar, long lastSeq)
    {
        var boot = BootId();
        var epoch = db.Meta("epoch");
        if (epoch is null || !IsTheOneWeLeft(db, sidecar, boot, lastSeq)) epoch = NewId();

        var opening = NewId();
        db.SetMeta("epoch", epoch);
        db.SetMeta("opening", opening);
        db.SetMeta("boot", boot ?? "");
        db.SetMeta("closed_at", "");
        File.WriteAllText(sidecar, opening);
        return epoch;
    }

    public static void Close(SqliteConnection db, long lastSeq) => db.SetMeta("closed_at", lastSeq.ToString());

    private static bool IsTheOneWeLeft(SqliteConnection db, string sidecar, string? boot, long lastSeq)
    {
        if (!File.Exists(sidecar) || File.ReadAllText(sidecar) != db.Meta("opening")) return false;
        if (db.Meta("closed_at") is { Length: > 0 } closed) return closed == lastSeq.ToString();
        return boot is not null && boot == db.Meta("boot");
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));

    /// <summary>Linux's random id of this boot; elsewhere unknown, and an unclean stop then means a new epoch.</summary>
    private static string? BootId()
    {
        const string path = "/proc/sys/kernel/random/boot_id";
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }
}
