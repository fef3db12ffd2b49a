using System.ComponentModel.DataAnnotations;

namespace ClaudeLens.Journal;

public sealed record JournalOptions
{
    /// <summary>Folder of the database. One running claudelens owns it.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDir { get; set; } = "";

    /// <summary>Sessions without an event for so many days are forgotten.</summary>
    [Range(1, 3650)]
    public int RetentionDays { get; set; } = 14;

    /// <summary>Above this the oldest sessions go first, whatever their age. Megabytes.</summary>
    [Range(16, 1_000_000)]
    public int MaxSizeMb { get; set; } = 1024;
}
