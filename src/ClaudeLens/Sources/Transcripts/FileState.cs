using System.Globalization;
using ClaudeLens.Events;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>What a read position remembers beside the offset: <c>2|device|inode|born|head length|head hash|last time|begun|sidechains</c>.</summary>
internal static class FileState
{
    private const string Version = "2";
    private static readonly ulong LatestTime = (ulong)DateTimeOffset.MaxValue.UtcTicks;

    public static string Write(TranscriptFile file) => string.Create(CultureInfo.InvariantCulture,
        $"{Version}|{file.Identity.Device:x}|{file.Identity.Inode:x}|{file.Identity.Born:x}|{file.Head.Length:x}|{file.Head.Hash:x}|{file.Parsed.LastAt.UtcTicks:x}|{(file.Parsed.Begun?.UtcTicks + 1) ?? 0:x}|{file.Parsed.Sidechains?.Save()}");

    /// <summary>False: written by another version, or not by us; the file is read from its beginning, ids drop what is known.</summary>
    public static bool Read(ReadPosition position, TranscriptFile file)
    {
        var parts = position.State?.Split('|') ?? [];
        if (parts.Length != 9 || parts[0] != Version || position.Offset < 0)
            return false;
        Span<ulong> numbers = stackalloc ulong[7];
        for (var i = 0; i < numbers.Length; i++)
            if (!ulong.TryParse(parts[i + 1], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        if (numbers[3] > FileHead.Longest || numbers[5] > LatestTime || numbers[6] > LatestTime)
            return false;
        file.Offset = file.Scanned = position.Offset;
        file.Identity = new(numbers[0], numbers[1], (long)numbers[2]);
        file.Head = new((int)numbers[3], numbers[4]);
        file.Parsed.LastAt = new((long)numbers[5], TimeSpan.Zero);
        file.Parsed.Sidechains = Sidechains.Load(parts[8]);
        file.Parsed.Begin(numbers[6] > 0 ? new((long)numbers[6] - 1, TimeSpan.Zero) : null);
        return true;
    }
}
