using ClaudeLens.Events;
using ClaudeLens.Sources.Watching;
using Microsoft.Win32.SafeHandles;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>One file under watch: how far it is taken, and which file it was.</summary>
internal sealed class TranscriptFile(TranscriptPath path)
{
    public TranscriptPath Path { get; } = path;
    public ParsedFile Parsed { get; } = new(path);

    /// <summary>Bytes taken, always just after a newline.</summary>
    public long Offset { get; set; }
    /// <summary>No newline between <see cref="Offset"/> and here: what was looked through is not looked through again.</summary>
    public long Scanned { get; set; }
    public FileIdentity Identity { get; set; }
    public FileHead Head { get; set; }
    public long Size { get; set; }
    public DateTimeOffset Modified { get; set; }
    /// <summary>While it stays open (see <see cref="OpenFiles"/>). What was read from it so has not moved <see cref="Modified"/>.</summary>
    public SafeFileHandle? Opened { get; set; }

    /// <summary>What stood there when we started is old news, as far as <see cref="OldBefore"/> says.</summary>
    public long OldUntil { get; set; }
    public DateTimeOffset OldBefore { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Waits for its turn at start-up, or has more than one turn to read.</summary>
    public LinkedListNode<TranscriptFile>? Turn { get; set; }
    /// <summary>Bytes of it that count in the progress at start-up.</summary>
    public long Announced { get; set; }
    /// <summary>In the list of those that grew lately.</summary>
    public bool IsRecent { get; set; }
    public bool IsDirty { get; set; }
    /// <summary>The sweep that saw it last.</summary>
    public long Swept { get; set; }
    public bool InBatch { get; set; }
    /// <summary>The journal has a position of this very file: a next start knows that it has met it, and what came meanwhile is news.</summary>
    public bool IsPlaced { get; set; }
    public bool Failing { get; set; }

    public void StartOver(FileStat stat)
    {
        Offset = Scanned = 0;
        IsPlaced = false;
        Head = default;
        Identity = stat.Identity;
        Parsed.StartOver(stat.Born);
        if (Parsed.LastAt < stat.Modified && stat.Born > stat.Modified)
            Parsed.LastAt = stat.Modified;
    }

    public ReadPosition Position() => new(Path.Path, Offset, FileState.Write(this));
}

/// <summary>A hash of the first bytes: a file cut and written anew has others.</summary>
internal readonly record struct FileHead(int Length, ulong Hash)
{
    public const int Longest = 256;
}
