using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// When a transcript was begun. A fork's file holds copied lines, older than itself; but a line without a uuid is never a
/// copy, so a file that opens with one was begun then, wherever the file was moved or copied to since. Otherwise only the
/// file system knows.
/// </summary>
internal static class FileBeginning
{
    /// <summary>Null: this line does not tell. The moment, or <c>default</c> where the file's own birth has to do.</summary>
    public static DateTimeOffset? Of(ReadOnlySpan<byte> json)
    {
        DateTimeOffset? time = null;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUuid = reader.ValueTextEquals("uuid"u8);
            var isTime = reader.ValueTextEquals("timestamp"u8);
            reader.Read();
            if (isUuid)
                return default(DateTimeOffset);
            if (isTime && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var at))
                time = at.ToUniversalTime();
            reader.Skip();
        }
        return time;
    }
}
