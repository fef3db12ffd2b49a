using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClaudeLens.Streams;

/// <summary>What a client of <c>claudelens.v1</c> may ask on an open socket.</summary>
internal sealed record ClientRequest
{
    /// <summary><c>filter</c>: replaces the filter; <c>snapshot</c>: what is true now, once more; <c>pace</c>: how often it wants to be told.</summary>
    public required string Type { get; init; }
    public string[]? Types { get; init; }
    public string[]? SessionId { get; init; }
    public string[]? Project { get; init; }
    /// <summary>Between one time and the next; 0 for at once.</summary>
    public int Seconds { get; init; }

    public static ClientRequest? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, ClientRequestJson.Default.ClientRequest);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientRequest))]
internal sealed partial class ClientRequestJson : JsonSerializerContext;
