using System.Text;
using System.Text.Json;
using ClaudeLens.Sources.Transcripts;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData(@"a\n\n  b\tc ", "a b c")]
    [InlineData(@"\u001b[31mred\u001b[0m \u001b]0;title\u0007x", "red x")]
    [InlineData(@"a\u0000b\u202Ec", "a bc")]
    [InlineData(@"\ud83d\ude00 caf\u00e9 \/ \\ \""", "😀 café / \\ \"")]
    [InlineData(@"\ud83d alone", "\ufffd alone")]
    [InlineData(@"bad \u12", "bad \ufffd")]
    [InlineData("", "")]
    public void One_line_for_people(string json, string expected) => Assert.Equal(expected, PlainText.OneLine(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Broken_bytes_do_no_harm() => Assert.Equal("a\ufffdb", PlainText.OneLine([(byte)'a', 0xff, (byte)'b']));

    [Fact]
    public void A_long_text_is_cut_and_says_so()
    {
        Assert.Equal(new string('x', 200), PlainText.OneLine(Encoding.UTF8.GetBytes(new string('x', 200))));
        var cut = PlainText.OneLine(Encoding.UTF8.GetBytes(new string('x', 201)));
        Assert.Equal((200, '…'), (cut.Length, cut[^1]));
    }

    [Fact]
    public void Whatever_the_text_it_is_one_short_line_and_exact_gives_it_back() => Prop.ForAll<string>(text =>
    {
        text ??= "";
        var json = JsonSerializer.SerializeToUtf8Bytes(text).AsSpan()[1..^1];
        var line = PlainText.OneLine(json);
        return line.Length <= 200 && !line.Any(char.IsControl) && line == line.Trim()
            && PlainText.Exact(json) == JsonSerializer.Deserialize<string>(JsonSerializer.SerializeToUtf8Bytes(text));
    }).QuickCheckThrowOnFailure();
}
