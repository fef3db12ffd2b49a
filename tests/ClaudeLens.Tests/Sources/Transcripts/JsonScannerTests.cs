using System.Text;
using System.Text.Json;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>The platform's own reader is the oracle.</summary>
public sealed class JsonScannerTests
{
    public static TheoryData<string> Documents =>
    [
        "{}", "[]", "[[],{},[{}]]", "{\"a\":1}", " { \"a\" : [ 1 , -2.5e3 , true , false , null , \"\" ] } ",
        "{\"n\":\"line\\nline\\t\\\"quoted\\\" \\\\ \\/ \\u00e9 \\ud83d\\ude00\",\"m\":\"\\\\\"}",
        "{\"long\":\"" + string.Concat(Enumerable.Repeat("0123456789abcdef\\n", 50)) + "\",\"after\":{\"x\":[{\"y\":\"}]\"}]}}",
        "{\"é\":\"日本\",\"time\":\"2026-11-22T10:48:28.706Z\"}", "\"text\"", "null",
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Tokens_are_those_of_the_platforms_reader(string document) => Assert.Equal(Expected(document), Actual(document));

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_document_cut_anywhere_is_refused(string document)
    {
        var bytes = Encoding.UTF8.GetBytes(document.Trim());
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            Assert.Throws<JsonException>(() => Drain(cut));
            Assert.Throws<JsonException>(() => SkipAll(cut));
        }
    }

    [Theory]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{,}")]
    [InlineData("[1 2]")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1]")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":tru}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\\u12g4\"}")]
    [InlineData("{\"a\":\"line\nline\"}")]
    [InlineData("{\"a\":\"nul\0\"}")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":1} x")]
    [InlineData("}")]
    public void What_is_not_JSON_is_refused_as_the_platform_does(string text)
    {
        Assert.ThrowsAny<JsonException>(() => Expected(text));
        Assert.Throws<JsonException>(() => Actual(text));
    }

    [Fact]
    public void Random_documents_read_alike_and_skip_to_the_same_place()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var document = "{\"skip\":" + Value(random, 0) + ",\"keep\":" + Value(random, 0) + "}";
            Assert.Equal(Expected(document), Actual(document));
            Assert.Equal("keep", AfterSkip(document));
        }
    }

    [Fact]
    public void A_random_document_cut_anywhere_is_refused_as_the_platform_does()
    {
        var random = new Random(2);
        for (var i = 0; i < 50; i++)
        {
            var document = Encoding.UTF8.GetBytes("[" + Value(random, 0) + "," + Value(random, 0) + "]");
            for (var length = 0; length < document.Length; length++)
            {
                var cut = document[..length];
                Assert.Throws<JsonException>(() => Drain(cut));
                Assert.Throws<JsonException>(() => SkipAll(cut));
            }
        }
    }

    [Fact]
    public void Nesting_has_a_limit() => Assert.Throws<JsonException>(() => Actual(new string('[', 1025)));

    [Theory]
    [InlineData("9007199254740993")]
    [InlineData("-12")]
    [InlineData("0.1964556")]
    [InlineData("4.38e-2")]
    public void Numbers_are_those_of_the_platforms_reader(string number)
    {
        var bytes = Encoding.UTF8.GetBytes($"[{number}]");
        var expected = new Utf8JsonReader(bytes);
        var actual = new JsonScanner(bytes);
        _ = (expected.Read(), expected.Read(), actual.Read(), actual.Read());

        Assert.Equal((expected.TryGetInt64(out var whole), whole), (actual.TryGetInt64(out var ours), ours));
        Assert.Equal((expected.TryGetDecimal(out var money), money), (actual.TryGetDecimal(out var ourMoney), ourMoney));
        Assert.Equal((expected.TryGetDouble(out var real), real), (actual.TryGetDouble(out var ourReal), ourReal));
    }

    [Theory]
    [InlineData("2026-11-22T10:48:28.706Z")]
    [InlineData("2026-11-22T10:48:28+02:00")]
    [InlineData("yesterday")]
    [InlineData("")]
    public void Times_are_those_of_the_platforms_reader(string time)
    {
        var bytes = Encoding.UTF8.GetBytes($"\"{time}\"");
        var expected = new Utf8JsonReader(bytes);
        var actual = new JsonScanner(bytes);
        _ = (expected.Read(), actual.Read());

        Assert.Equal((expected.TryGetDateTimeOffset(out var at), at), (actual.TryGetDateTimeOffset(out var ours), ours));
    }

    private static string Value(Random random, int depth) => random.Next(depth > 4 ? 4 : 6) switch
    {
        0 => random.Next(-1_000_000, 1_000_000).ToString(),
        1 => random.Next(2) == 0 ? "true" : "null",
        2 or 3 => JsonSerializer.Serialize(string.Concat(Enumerable.Range(0, random.Next(80)).Select(_ => "ab \"\\\n\té{}[],:"[random.Next(14)]))),
        4 => "[" + string.Join(" , ", Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\" :{Value(random, depth + 1)}")) + "}",
    };

    private static List<string> Expected(string document)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(document), new JsonReaderOptions { MaxDepth = 1024 });
        while (reader.Read())
            tokens.Add($"{reader.TokenType} {reader.TokenStartIndex} {Encoding.UTF8.GetString(reader.ValueSpan)}");
        return tokens;
    }

    private static List<string> Actual(string document)
    {
        var tokens = new List<string>();
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(document));
        while (scanner.Read())
            tokens.Add($"{scanner.TokenType} {scanner.TokenStartIndex} {Encoding.UTF8.GetString(scanner.ValueSpan)}");
        return tokens;
    }

    private static void Drain(byte[] bytes)
    {
        var scanner = new JsonScanner(bytes);
        while (scanner.Read()) { }
    }

    private static void SkipAll(byte[] bytes)
    {
        var scanner = new JsonScanner(bytes);
        scanner.Read();
        scanner.Skip();
        scanner.Read();
    }

    private static string AfterSkip(string document)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(document));
        scanner.Read();
        scanner.Read();
        scanner.Skip();
        scanner.Read();
        return Encoding.UTF8.GetString(scanner.ValueSpan);
    }
}
