using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Finds the end of a JSON string. Blocks of 64 bytes become masks of where something may have to be done, so that an
/// escape (a tool's output has one a line) costs a few instructions and not a new search.
/// </summary>
internal static class JsonText
{
    private const int Wide = 64, Narrow = 16;

    /// <param name="at">The first byte after the opening quote.</param>
    /// <returns>Where its closing quote stands; -1 when there is none, or when a control character or an unknown escape comes first.</returns>
    public static int End(ReadOnlySpan<byte> json, int at)
    {
        ref var bytes = ref MemoryMarshal.GetReference(json);
        // Names and ids are short: most strings end in the first narrow block.
        var width = Narrow;
        while (json.Length - at >= width)
        {
            var stops = width == Narrow ? Stops(ref Unsafe.Add(ref bytes, at)) : WideStops(ref Unsafe.Add(ref bytes, at));
            var next = at + width;
            while (stops != 0)
            {
                var stop = at + BitOperations.TrailingZeroCount(stops);
                var c = Unsafe.Add(ref bytes, stop);
                if (c == '"')
                    return stop;
                if (c != '\\' || !IsEscape(json, stop + 1))
                    return -1;
                stops &= ~(3UL << (stop - at));
                next = Math.Max(next, stop + 2);
            }
            (at, width) = (next, json.Length - next >= Wide ? Wide : Narrow);
        }
        return EndOfRest(json, at);
    }

    private static int EndOfRest(ReadOnlySpan<byte> json, int at)
    {
        for (; at < json.Length; at++)
        {
            var c = json[at];
            if (c == '"')
                return at;
            if (c < ' ' || (c == '\\' && !IsEscape(json, ++at)))
                return -1;
        }
        return -1;
    }

    private static bool IsEscape(ReadOnlySpan<byte> json, int at)
    {
        if (at >= json.Length)
            return false;
        return json[at] switch
        {
            (byte)'n' or (byte)'"' or (byte)'\\' or (byte)'t' or (byte)'/' or (byte)'r' or (byte)'b' or (byte)'f' => true,
            (byte)'u' => json.Length - at > 4 && IsHex(json[at + 1]) && IsHex(json[at + 2]) && IsHex(json[at + 3]) && IsHex(json[at + 4]),
            _ => false,
        };
    }

    private static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);

    /// <summary>A bit for each of 64 bytes that is a quote, a backslash or a control character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong WideStops(ref byte from) =>
        Stops(ref from) | (Stops(ref Unsafe.Add(ref from, 16)) << 16)
        | (Stops(ref Unsafe.Add(ref from, 32)) << 32) | (Stops(ref Unsafe.Add(ref from, 48)) << 48);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Stops(ref byte from)
    {
        var block = Vector128.LoadUnsafe(ref from);
        var controls = Vector128.Equals(Vector128.Min(block, Vector128.Create((byte)0x1f)), block);
        return (controls | Vector128.Equals(block, Vector128.Create((byte)'"')) | Vector128.Equals(block, Vector128.Create((byte)'\\'))).ExtractMostSignificantBits();
    }
}
