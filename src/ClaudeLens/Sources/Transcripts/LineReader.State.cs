using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

internal static partial class LineReader
{
    /// <summary>Of a system line an object; of an assistant line a word, which its text repeats.</summary>
    private static void Error(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        if (reader.ValueTextEquals("message"u8))
            line.ErrorText = NextText(ref reader);
        else if (reader.ValueTextEquals("formatted"u8))
            line.ErrorFormatted = NextText(ref reader);
        else if (reader.ValueTextEquals("status"u8))
        {
            reader.Read();
            line.Status = (int?)Number(ref reader);
        }
    });

    private static void CompactMetadata(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        if (reader.ValueTextEquals("trigger"u8))
            line.Trigger = NextText(ref reader);
        else if (reader.ValueTextEquals("preTokens"u8))
        {
            reader.Read();
            line.TokensBefore = Number(ref reader);
        }
        else if (reader.ValueTextEquals("postTokens"u8))
        {
            reader.Read();
            line.TokensAfter = Number(ref reader);
        }
    });

    private static void Worktree(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        if (reader.ValueTextEquals("worktreePath"u8))
            line.Cwd = NextText(ref reader);
        else if (reader.ValueTextEquals("worktreeBranch"u8))
            line.WorktreeBranch = NextText(ref reader);
    });

    private static void Models(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        var total = new LineModelTotal { Model = new(reader.TokenStartIndex + 1, reader.ValueSpan.Length) };
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            UsageValue(ref reader, ref total.Usage, out var cost);
            total.Cost += cost;
        }
        line.Models.Add(total);
    });
}
