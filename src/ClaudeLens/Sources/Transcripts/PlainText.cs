using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Text out of the inside of a JSON string. Nothing in it can make this throw: broken UTF-8 and lone surrogates, which
/// tool output is full of, become U+FFFD.
/// </summary>
internal static class PlainText
{
    public const int SummaryLength = 200;
    private const int Escape = 0x1b;

    /// <summary>The text as it is.</summary>
    public static string Exact(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf((byte)'\\') < 0)
            return Encoding.UTF8.GetString(json);
        var text = new StringBuilder(json.Length);
        Span<char> chars = stackalloc char[2];
        for (var at = 0; at < json.Length;)
            text.Append(chars[..Next(json, ref at).EncodeToUtf16(chars)]);
        return text.ToString();
    }

    /// <summary>One line for people: white space folded, control characters and terminal colours gone, an ellipsis where it was cut.</summary>
    public static string OneLine(ReadOnlySpan<byte> json, int longest = SummaryLength)
    {
        Span<char> line = stackalloc char[longest + 2];
        var length = 0;
        var space = false;
        for (var at = 0; at < json.Length;)
        {
            // Nearly all of it is plain ASCII.
            if (json[at] is > (byte)' ' and < 0x7f and not (byte)'\\' && length + 1 < longest - 1)
            {
                if (space)
                    line[length++] = ' ';
                space = false;
                line[length++] = (char)json[at++];
                continue;
            }
            var rune = Next(json, ref at);
            if (rune.Value == Escape)
                SkipTerminalSequence(json, ref at);
            else if (IsBlank(rune))
                space = length > 0;
            else if (IsShown(rune))
            {
                if (length + (space ? 1 : 0) + rune.Utf16SequenceLength > longest - 1 && !IsLast(json, at, length, space, rune, longest))
                    return string.Concat(line[..length].TrimEnd(), "…");
                if (space)
                    line[length++] = ' ';
                space = false;
                length += rune.EncodeToUtf16(line[length..]);
            }
        }
        return line[..length].ToString();
    }

    private static bool IsLast(ReadOnlySpan<byte> json, int at, int length, bool space, Rune rune, int longest)
    {
        if (length + (space ? 1 : 0) + rune.Utf16SequenceLength > longest)
            return false;
        while (at < json.Length)
            if (!IsBlank(Next(json, ref at)))
                return false;
        return true;
    }

    private static bool IsBlank(Rune rune) => rune.Value < 0x20 || rune.Value is 0x7f or 0x85 or 0x2028 or 0x2029 or (>= 0x80 and < 0xa0) || Rune.IsWhiteSpace(rune);

    // Invisible characters, and those that turn the direction of the text around, can make a line say what it does not.
    private static bool IsShown(Rune rune) => rune.Value < 0x80 || rune.Value == 0x200d || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    /// <summary>After ESC: <c>[ … letter</c> or <c>] … BEL</c> (or ESC \), or one character.</summary>
    private static void SkipTerminalSequence(ReadOnlySpan<byte> json, ref int at)
    {
        if (at >= json.Length)
            return;
        var kind = Next(json, ref at).Value;
        for (var left = 64; kind is '[' && at < json.Length && left > 0; left--)
            if (Next(json, ref at).Value is >= 0x40 and <= 0x7e)
                return;
        for (var left = 512; kind is ']' && at < json.Length && left > 0; left--)
        {
            var rune = Next(json, ref at).Value;
            if (rune == 7)
                return;
            if (rune == Escape && at < json.Length)
            {
                Next(json, ref at);
                return;
            }
        }
    }

    private static Rune Next(ReadOnlySpan<byte> json, ref int at)
    {
        if (json[at] != '\\' || at + 1 >= json.Length)
        {
            var status = Rune.DecodeFromUtf8(json[at..], out var rune, out var size);
            at += Math.Max(size, 1);
            return status == OperationStatus.Done ? rune : Rune.ReplacementChar;
        }
        var escaped = json[at + 1];
        at += 2;
        switch (escaped)
        {
            case (byte)'n': return new('\n');
            case (byte)'t': return new('\t');
            case (byte)'r': return new('\r');
            case (byte)'b': return new('\b');
            case (byte)'f': return new('\f');
            case (byte)'u': break;
            default: return Rune.TryCreate(escaped, out var same) ? same : Rune.ReplacementChar;
        }
        var high = Unit(json, at);
        at = Math.Min(at + 4, json.Length);
        if (high < 0)
            return Rune.ReplacementChar;
        if (char.IsHighSurrogate((char)high) && at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && Unit(json, at + 2) is >= 0 and var low && Rune.TryCreate((char)high, (char)low, out var pair))
        {
            at += 6;
            return pair;
        }
        return Rune.TryCreate((char)high, out var one) ? one : Rune.ReplacementChar;
    }

    private static int Unit(ReadOnlySpan<byte> json, int at) =>
        at + 4 <= json.Length && ushort.TryParse(json.Slice(at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
