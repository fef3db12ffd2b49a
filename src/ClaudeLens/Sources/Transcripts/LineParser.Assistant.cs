using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

internal sealed partial class LineParser
{
    private static ReadOnlySpan<byte> SyntheticModel => "<synthetic>"u8;

    private void Assistant(ReadOnlySpan<byte> json)
    {
        if (_line.IsApiError)
        {
            var text = _line.BlockCount > 0 ? OneLine(json, _line.Blocks[0].Text) : null;
            Add(New(json, EventKind.ApiError, text) with
            {
                Failure = new() { Status = _line.Status ?? StatusIn(text), Message = text, Final = true },
            });
            return;
        }
        if (_line.BlockCount == 0)
            _line.AddBlock();
        for (var i = 0; i < _line.BlockCount; i++)
            Block(json, _line.Blocks[i]);
    }

    private void Block(ReadOnlySpan<byte> json, in LineBlock block)
    {
        var kind = block.Kind switch
        {
            LineBlockKind.Text => BlockKind.Text,
            LineBlockKind.Thinking => BlockKind.Thinking,
            LineBlockKind.ToolUse => BlockKind.ToolUse,
            _ => BlockKind.Other,
        };
        var tool = kind == BlockKind.ToolUse ? Tool(json, block) : null;
        var summary = tool is null ? OneLine(json, block.Text) : tool.Target is null ? tool.Name : $"{tool.Name} {tool.Target}";
        Add(New(json, EventKind.Message, summary, Part(json, kind), tool));
        if (tool is not null && block.Input.Prompt.IsThere && tool.Name is "Task" or "Agent")
            Link(json, _calls.Call(_session, Bytes(json, block.Input.Prompt), tool.Id, OneLine(json, block.Input.Description),
                PooledOrNull(json, block.Input.SubagentType), tool.Background));
    }

    private ToolCall Tool(ReadOnlySpan<byte> json, in LineBlock block) => new()
    {
        Id = block.Id.IsThere ? Exact(json, block.Id) : "",
        Name = block.Name.Length > 0 ? Pooled(json, block.Name) : "?",
        Target = ToolText.Target(json, block, PooledOrNull(json, _line.Cwd)),
        Background = block.Input.Background,
    };

    private MessagePart Part(ReadOnlySpan<byte> json, BlockKind kind)
    {
        var model = PooledOrNull(json, _line.Model);
        var requested = PooledOrNull(json, _line.RequestedModel);
        return new()
        {
            Id = _line.MessageId.Length > 0 ? Pooled(json, _line.MessageId) : Exact(json, _line.Uuid),
            Block = kind,
            Model = model,
            RequestedModel = requested == model ? null : requested,
            Usage = _line.Usage.IsThere ? Usage(json, _line.Usage) : null,
            StopReason = PooledOrNull(json, _line.StopReason),
            RequestRef = PooledOrNull(json, _line.RequestRef),
            PaidBySession = PooledOrNull(json, _line.RequestSessionId),
            Synthetic = Bytes(json, _line.Model).SequenceEqual(SyntheticModel),
            Aborted = _line.IsAborted,
        };
    }

    private TokenUsage Usage(ReadOnlySpan<byte> json, in LineUsage usage) => new()
    {
        Input = usage.Input,
        Output = usage.Output,
        CacheRead = usage.CacheRead,
        // The split may be missing or not cover everything: what it does not name was written for 5 minutes.
        CacheWrite5m = Math.Max(usage.CacheWrite5m, usage.CacheWrite - usage.CacheWrite1h),
        CacheWrite1h = usage.CacheWrite1h,
        WebSearches = usage.WebSearches,
        Speed = PooledOrNull(json, usage.Speed),
        ServiceTier = PooledOrNull(json, usage.ServiceTier),
        InferenceGeo = PooledOrNull(json, usage.InferenceGeo),
    };

    /// <summary>Older clients give the status only in the text: <c>API Error: 529 …</c>.</summary>
    private static int? StatusIn(string? text)
    {
        const string Start = "API Error: ";
        return text is not null && text.StartsWith(Start, StringComparison.Ordinal) && text.Length >= Start.Length + 3
            && int.TryParse(text.AsSpan(Start.Length, 3), out var status) && status is >= 400 and < 600 ? status : null;
    }
}
