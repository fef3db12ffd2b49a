using System.Text;
using System.Text.Json;
using ClaudeLens.Sources.Transcripts;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Strings of every length and at every offset, so that all that matters falls on every border of a block; the platform's reader is the oracle.</summary>
public sealed class JsonTextTests
{
    private static readonly Gen<string> Piece = Gen.Elements("a", "é", "日", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "{", ",", "0123456789abcdef0123456789abcdef");
    private static readonly Gen<byte[]> Text = Piece.ListOf().Select(pieces => Encoding.UTF8.GetBytes($"\"{string.Concat(pieces)}\""));
    private static readonly Gen<byte> Poison = Gen.Elements((byte)'"', (byte)'\\', (byte)'\n', (byte)0, (byte)0x1f, (byte)' ', (byte)'u', (byte)0x7f, (byte)0xff);

    [Fact]
    public void A_string_ends_where_the_platforms_reader_ends_it() =>
        Prop.ForAll(Text.ToArbitrary(), text => Assert.Equal(Expected(text), JsonText.End(text, 1))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_string_cut_anywhere_has_no_end() => Prop.ForAll(Text.ToArbitrary(), text =>
    {
        for (var length = 1; length < text.Length; length++)
            Assert.Equal(-1, JsonText.End(text.AsSpan(0, length), 1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_string_with_any_byte_in_any_place_is_taken_or_refused_as_the_platforms_reader_does() =>
        Prop.ForAll(Text.ToArbitrary(), Poison.ToArbitrary(), (text, poison) =>
        {
            for (var at = 1; at < text.Length - 1; at++)
            {
                var poisoned = text.ToArray();
                poisoned[at] = poison;
                Assert.Equal(Expected(poisoned), JsonText.End(poisoned, 1));
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>Where the first string of these bytes ends, whatever follows it.</summary>
    private static int Expected(byte[] text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, default);
            return reader.Read() ? (int)reader.BytesConsumed - 1 : -1;
        }
        catch (JsonException)
        {
            return -1;
        }
    }
}
