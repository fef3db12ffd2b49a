using System.Text;
using System.Text.RegularExpressions;
using ClaudeLens.Events;
using ClaudeLens.Sources.Transcripts;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Every entry type of every client version (entry-types.txt) is read, or stands in the table of docs/counting.md.</summary>
public sealed partial class PassedOverTests
{
    private static readonly HashSet<string> Table = [.. Rows().Matches(Section()).SelectMany(row => Names().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value)];

    public static TheoryData<string> Types => [.. File.ReadAllLines(House.Repository.Full("tests/ClaudeLens.Tests/Recordings/entry-types.txt"))];

    [Theory, MemberData(nameof(Types))]
    public void A_type_is_read_or_passed_over_on_purpose(string type)
    {
        var isPassedOver = Table.Contains(type) || (type.StartsWith("attachment:", StringComparison.Ordinal) && Table.Contains("attachment:*"));
        Assert.Equal((type, isPassedOver), (type, Read(type).Count == 0));
    }

    [Fact]
    public void The_table_names_nothing_that_does_not_exist() =>
        Assert.Empty(Table.Except(Types.Select(row => row.Data)).Except(["attachment:*"]));

    /// <summary>A line of this type with all that any type is read for. Of its texts the last counts: real lines have one.</summary>
    private static List<SessionEvent> Read(string type)
    {
        var isJournal = type.StartsWith("journal:", StringComparison.Ordinal);
        var (main, sub) = (isJournal ? type[8..] : type) is var name && name.Split(':') is [var first, var second] ? (first, second) : (isJournal ? type[8..] : type, "");
        var agent = isJournal ? """ "agentId":"a","label":"x", """ : "";
        var attachment = main == "attachment" ? $$"""
            "attachment":{"type":"{{sub}}","prompt":"x"},
            """ : "";
        var line = $$$"""
            {"type":"{{{main}}}","subtype":"{{{sub}}}","operation":"{{{sub}}}","uuid":"u","timestamp":"2026-11-22T11:05:29.132Z","sessionId":"s","id":"r",{{{agent}}}
            "message":{"id":"m","model":"claude-opus-5-5","content":[{"type":"text","text":"x"}],"usage":{"input_tokens":1,"output_tokens":1}},
            {{{attachment}}}"permissionMode":"plan","customTitle":"x","agentName":"x",
            "summary":"x","leafUuid":"leaf","worktreeSession":{"worktreePath":"/w"},"totalCostUSD":1,
            "content":"<command-name>/x</command-name>"}
            """.ReplaceLineEndings("");
        var path = isJournal ? "/x/p/s/subagents/workflows/wf_1/journal.jsonl" : "/x/p/s.jsonl";
        var parser = new LineParser();
        List<SessionEvent> before = [], events = [];
        var other = new ParsedFile(TranscriptPath.Of("/x", "/x/p/s.jsonl")!);
        parser.Parse("""{"type":"user","uuid":"leaf","timestamp":"2026-11-22T11:05:28.000Z","sessionId":"s","message":{"content":"x"}}"""u8, other, new(0, DateTimeOffset.MaxValue, DateTimeOffset.MinValue), before);
        parser.Parse(Encoding.UTF8.GetBytes(line), new ParsedFile(TranscriptPath.Of("/x", path)!), new(0, DateTimeOffset.MaxValue, DateTimeOffset.MinValue), events);
        return events;
    }

    private static string Section()
    {
        var text = File.ReadAllText(House.Repository.Full("docs/counting.md"));
        var from = text.IndexOf("## Lines that are passed over", StringComparison.Ordinal);
        return text[from..text.IndexOf("\n## ", from + 1, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| (`[^|]+`) \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Names();
}
