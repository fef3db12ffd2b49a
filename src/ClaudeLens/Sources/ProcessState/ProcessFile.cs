using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>What a live client keeps in <c>sessions/&lt;pid&gt;.json</c>. The key files beside it are none of our business.</summary>
internal sealed record ProcessFile
{
    public int Pid { get; init; }
    public string? SessionId { get; init; }
    public string? Cwd { get; init; }
    public string? Version { get; init; }
    public string? Entrypoint { get; init; }
    /// <summary>Field 22 of <c>/proc/&lt;pid&gt;/stat</c>: tells the process from a later one of the same number.</summary>
    public string? ProcStart { get; init; }
    /// <summary>Whose process numbers these are: <c>linux:machine:namespace</c>.</summary>
    public string? PidDomain { get; init; }
    public string? Status { get; init; }
    public string? WaitingFor { get; init; }
    public long? StartedAt { get; init; }
    public long? UpdatedAt { get; init; }
    public long? StatusUpdatedAt { get; init; }

    [JsonIgnore]
    public long ChangedAt => Math.Max(0, Math.Max(UpdatedAt ?? 0, Math.Max(StatusUpdatedAt ?? 0, StartedAt ?? 0)));

    /// <summary>The pid in the name of the file; 0 when it is another kind of file.</summary>
    public static int PidOf(string path) =>
        Path.GetExtension(path) == ".json" && int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0;

    /// <summary>As it is remembered over a restart.</summary>
    public ReadPosition ToPosition(string path) => new(path, 0, JsonSerializer.Serialize(this, ProcessFileJson.Default.ProcessFile));

    /// <summary>Null: it was told to be gone, or another version wrote this.</summary>
    public static ProcessFile? Parse(ReadPosition position)
    {
        try
        {
            return position.State is { } state && JsonSerializer.Deserialize(state, ProcessFileJson.Default.ProcessFile) is { SessionId.Length: > 0 } file ? file : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Null: gone, or caught in the middle of being rewritten.</summary>
    public static ProcessFile? Read(string path)
    {
        const int Largest = 1 << 20;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return file.Length is > 0 and <= Largest && JsonSerializer.Deserialize(file, ProcessFileJson.Default.ProcessFile) is { SessionId.Length: > 0 } read
                ? read with { Pid = PidOf(path) } : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProcessFile))]
internal sealed partial class ProcessFileJson : JsonSerializerContext;
