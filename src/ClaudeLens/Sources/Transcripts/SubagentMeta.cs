using System.Text.Json;
using System.Text.Json.Serialization;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>An agent's <c>.meta.json</c>: what it is for and who started it. Replaced by rename when the agent is done.</summary>
internal static class SubagentMeta
{
    private const int Largest = 1 << 20;

    /// <summary>Null: not there, or half written; it will be read again when it changes.</summary>
    public static SessionEvent? Read(TranscriptPath path, DateTimeOffset modified, DateTimeOffset seenAt, bool backfill)
    {
        try
        {
            var info = new FileInfo(path.Path);
            if (!info.Exists || info.Length is 0 or > Largest)
                return null;
            var bytes = File.ReadAllBytes(path.Path);
            return JsonSerializer.Deserialize(bytes, SubagentMetaJson.Default.SubagentMetaContent) is { } meta
                ? Event(path, meta, bytes, modified, seenAt, backfill) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SessionEvent Event(TranscriptPath path, SubagentMetaContent meta, byte[] bytes, DateTimeOffset modified, DateTimeOffset seenAt, bool backfill) => new()
    {
        Id = EventId.Create(path.SessionId, 0, path.Source, bytes),
        Kind = EventKind.Subagent,
        SessionId = path.SessionId,
        AgentId = path.AgentId,
        At = modified,
        SeenAt = seenAt,
        Source = EventSource.Transcript,
        Backfill = backfill,
        Summary = meta.Description,
        Subagent = new()
        {
            AgentId = path.AgentId!,
            AgentType = meta.AgentType,
            Description = meta.Description,
            ToolUseId = meta.ToolUseId,
            ParentAgentId = meta.ParentAgentId,
            // The call that started a workflow came back at once.
            Background = meta.RequestShape == "background" || path.Workflow is not null,
            Finished = meta.Finished,
            Workflow = path.Workflow,
        },
    };
}

internal sealed record SubagentMetaContent
{
    public string? AgentType { get; init; }
    public string? Description { get; init; }
    public string? ToolUseId { get; init; }
    public string? ParentAgentId { get; init; }
    public string? RequestShape { get; init; }
    public bool Finished { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SubagentMetaContent))]
internal sealed partial class SubagentMetaJson : JsonSerializerContext;
