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
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[24];
        value.UtcDateTime.TryFormat(text, out var n, Format, System.Globalization.CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..n]);
    }
}

public sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower) where T : struct, Enum;
