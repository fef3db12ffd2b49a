using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// One pass over the bytes of one line: finds what matters, makes no string, and stops as soon as the line turns out
/// to be of no interest (nine of ten bytes in a transcript are).
/// </summary>
internal static partial class LineReader
{
    /// <summary>False: nothing in it for us.</summary>
    /// <exception cref="JsonException">Torn.</exception>
    public static bool Read(ReadOnlySpan<byte> json, Line line)
    {
        line.Clear();
        var reader = new JsonScanner(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Not an object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = LineKeys.Top[reader.ValueSpan];
            reader.Read();
            if (key == LineKey.None)
                reader.Skip();
            else if (!Take(ref reader, key, line))
                return false;
        }
        return line.Type != LineType.Unknown;
    }

    private static bool Take(ref JsonScanner reader, LineKey key, Line line)
    {
        switch (key)
        {
            case LineKey.Type:
                line.Type = reader.TokenType == JsonTokenType.String ? LineKeys.Types[reader.ValueSpan] : LineType.Unknown;
                reader.Skip();
                return line.Type != LineType.Unknown;
            case LineKey.Attachment: return Attachment(ref reader, line);
            case LineKey.Message: Message(ref reader, line); break;
            case LineKey.ToolUseResult: ToolUseResult(ref reader, line); break;
            case LineKey.Timestamp: line.Timestamp = Time(ref reader); break;
            case LineKey.Origin: Nested(ref reader, line, static (ref r, l) => { if (r.ValueTextEquals("kind"u8)) l.OriginKind = NextText(ref r); }); break;
            case LineKey.Error: Error(ref reader, line); break;
            case LineKey.CompactMetadata: CompactMetadata(ref reader, line); break;
            case LineKey.WorktreeSession: Worktree(ref reader, line); break;
            case LineKey.ModelUsage: Models(ref reader, line); break;
            case LineKey.TotalCostUsd: line.Cost = Decimal(ref reader); break;
            case LineKey.StartTime: line.CountsSince = Number(ref reader); break;
            case LineKey.IsSidechain: line.IsSidechain = True(ref reader); break;
            case LineKey.IsMeta: line.IsMeta = True(ref reader); break;
            case LineKey.IsCompactSummary: line.IsCompactSummary = True(ref reader); break;
            case LineKey.IsApiErrorMessage: line.IsApiError = True(ref reader); break;
            case LineKey.IsAbortedMidStream: line.IsAborted = True(ref reader); break;
            case LineKey.IsVisibleInTranscriptOnly: line.IsTranscriptOnly = True(ref reader); break;
            case LineKey.ApiErrorStatus: line.Status = (int?)Number(ref reader); break;
            case LineKey.RetryInMs: line.RetryInMs = Number(ref reader); break;
            case LineKey.RetryAttempt: line.Attempt = (int?)Number(ref reader); break;
            case LineKey.MaxRetries: line.MaxAttempts = (int?)Number(ref reader); break;
            default: Assign(key, Text(ref reader), line); break;
        }
        return true;
    }

    private static void Assign(LineKey key, Slice text, Line line)
    {
        switch (key)
        {
            case LineKey.Subtype: line.Subtype = text; break;
            case LineKey.Uuid: line.Uuid = text; break;
            case LineKey.ParentUuid: line.ParentUuid = text; break;
            case LineKey.SessionId: line.SessionId = text; break;
            case LineKey.RequestSessionId: line.RequestSessionId = text; break;
            case LineKey.AgentId: line.AgentId = text; break;
            case LineKey.Cwd: line.Cwd = text; break;
            case LineKey.Version: line.Version = text; break;
            case LineKey.GitBranch: line.GitBranch = text; break;
            case LineKey.Entrypoint: line.Entrypoint = text; break;
            case LineKey.PermissionMode: line.PermissionMode = text; break;
            case LineKey.ToolDenialKind: line.DenialKind = text; break;
            case LineKey.RequestedModel: line.RequestedModel = text; break;
            case LineKey.RequestRef: line.RequestRef = text; break;
            case LineKey.TurnOrigin: line.TurnOrigin = text; break;
            case LineKey.PromptSource: line.PromptSource = text; break;
            case LineKey.Id: line.Id = text; break;
            case LineKey.LeafUuid: line.LeafUuid = text; break;
            case LineKey.Label: line.Label = text; break;
            default: line.Text = text; break;
        }
    }

    /// <summary>A prompt typed while the model works is delivered as an attachment; all others are of no interest.</summary>
    private static bool Attachment(ref JsonScanner reader, Line line)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !reader.ValueTextEquals("queued_command"u8))
                    return false;
            }
            else if (reader.ValueTextEquals("prompt"u8))
            {
                reader.Read();
                Content(ref reader, line);
            }
            else if (reader.ValueTextEquals("commandMode"u8))
                line.CommandMode = NextText(ref reader);
            else if (reader.ValueTextEquals("isMeta"u8))
            {
                reader.Read();
                line.IsMeta = True(ref reader);
            }
            else if (reader.ValueTextEquals("origin"u8))
            {
                reader.Read();
                Take(ref reader, LineKey.Origin, line);
            }
            else
                Pass(ref reader);
        }
        return true;
    }
}
