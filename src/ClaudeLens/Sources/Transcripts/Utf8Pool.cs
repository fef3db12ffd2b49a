using System.IO.Hashing;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Keeps the strings that come again and again (session, folder, model, tool): one line in a hundred brings a new one.
/// A fixed number of slots, the newest wins: bounded whatever is read. For one thread.
/// </summary>
internal sealed class Utf8Pool
{
    private const int Slots = 4096, Longest = 512;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return "";
        if (json.Length > Longest)
            return PlainText.Exact(json);
        ref var slot = ref _slots[(int)(XxHash3.HashToUInt64(json) & (Slots - 1))];
        if (slot.Bytes is null || !json.SequenceEqual(slot.Bytes))
            slot = (json.ToArray(), PlainText.Exact(json));
        return slot.Text;
    }
}
