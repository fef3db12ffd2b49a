using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

using ClaudeLens.Events;

namespace ClaudeLens.Live;

/// <summary>How live state is written, everywhere: snake_case, nulls kept, UTC times with milliseconds.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(UtcMilliseconds), typeof(SnakeCaseEnum<SessionStatus>), typeof(SnakeCaseEnum<WaitingFor>), typeof(SnakeCaseEnum<Evidence>)])]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(LiveMetrics))]
[JsonSerializable(typeof(MinutePoint))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(LiveActivityBody))]
[JsonSerializable(typeof(IReadOnlyList<Problem>))]
public sealed partial class LiveJson : JsonSerializerContext;

/// <summary>ISO 8601, UTC, always three decimals.</summary>
public sealed class UtcMilliseconds : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Write(writer, value);

    /// <summary>"O" is the framework's fast format; it has four decimals too many.</summary>
    public static void Write(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[33];
        _ = Utf8Formatter.TryFormat(value.UtcDateTime, text, out _, new('O'));
        text[23] = (byte)'Z';
        writer.WriteStringValue(text[..24]);
    }
}

public sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower) where T : struct, Enum;
