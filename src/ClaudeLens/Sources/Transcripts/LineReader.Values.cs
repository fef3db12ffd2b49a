using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

internal static partial class LineReader
{
    private delegate void Property(ref JsonScanner reader, Line line);

    /// <summary>Every property of an object; whoever takes one reads its value.</summary>
    private static void Nested(ref JsonScanner reader, Line line, Property take)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            take(ref reader, line);
            if (reader.TokenType == JsonTokenType.PropertyName)
                Pass(ref reader);
        }
    }

    private static void Pass(ref JsonScanner reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static Slice NextText(ref JsonScanner reader)
    {
        reader.Read();
        return Text(ref reader);
    }

    private static Slice Text(ref JsonScanner reader)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        reader.Skip();
        return default;
    }

    private static bool True(ref JsonScanner reader)
    {
        var value = reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return value;
    }

    private static long? Number(ref JsonScanner reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetInt64(out var whole) ? whole : reader.TryGetDouble(out var real) && Math.Abs(real) < 1e15 ? (long)real : null;
        reader.Skip();
        return null;
    }

    private static decimal Decimal(ref JsonScanner reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDecimal(out var value) ? value : 0;
        reader.Skip();
        return 0;
    }

    private static DateTimeOffset? Time(ref JsonScanner reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            return time;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_799_999)
            return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        reader.Skip();
        return null;
    }
}
