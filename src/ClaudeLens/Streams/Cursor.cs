using System.Globalization;

namespace ClaudeLens.Streams;

/// <summary>A position in the journal as clients keep it: <c>epoch:seq</c>.</summary>
internal readonly record struct Cursor(string Epoch, long Seq)
{
    public static bool TryParse(string text, out Cursor cursor)
    {
        cursor = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !long.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)) return false;
        cursor = new Cursor(text[..colon], seq);
        return true;
    }

    public override string ToString() => $"{Epoch}:{Seq}";
}
