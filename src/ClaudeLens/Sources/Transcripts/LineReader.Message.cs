using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

internal static partial class LineReader
{
    private static void Message(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        var key = LineKeys.Message[reader.ValueSpan];
        if (key == MessageKey.None)
            return;
        reader.Read();
        switch (key)
        {
            case MessageKey.Id: line.MessageId = Text(ref reader); break;
            case MessageKey.Model: line.Model = Text(ref reader); break;
            case MessageKey.StopReason: line.StopReason = Text(ref reader); break;
            case MessageKey.Content: Content(ref reader, line); break;
            case MessageKey.Usage: Usage(ref reader, ref line.Usage); break;
        }
    });

    /// <summary>A string (a prompt of the command line) or an array of blocks.</summary>
    private static void Content(ref JsonScanner reader, Line line)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            ref var block = ref line.AddBlock();
            block.Kind = LineBlockKind.Text;
            block.Text = Text(ref reader);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                if (reader.TokenType == JsonTokenType.StartObject)
                    Block(ref reader, ref line.AddBlock());
                else
                    reader.Skip();
        }
        else
            reader.Skip();
    }

    private static void Block(ref JsonScanner reader, ref LineBlock block)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = LineKeys.Block[reader.ValueSpan];
            reader.Read();
            switch (key)
            {
                case BlockKey.Type:
                    block.Kind = reader.TokenType == JsonTokenType.String ? LineKeys.Blocks[reader.ValueSpan] : LineBlockKind.Other;
                    reader.Skip();
                    break;
                case BlockKey.Text or BlockKey.Thinking: block.Text = Text(ref reader); break;
                case BlockKey.Id or BlockKey.ToolUseId: block.Id = Text(ref reader); break;
                case BlockKey.Name: block.Name = Text(ref reader); break;
                case BlockKey.IsError: block.IsError = True(ref reader); break;
                case BlockKey.Content: block.Text = ResultText(ref reader); break;
                case BlockKey.Input: Input(ref reader, ref block.Input); break;
                default: reader.Skip(); break;
            }
        }
    }

    /// <summary>A tool's result: a string, or blocks of which the first text is taken.</summary>
    private static Slice ResultText(ref JsonScanner reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return Text(ref reader);
        var text = default(Slice);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    if (!text.IsThere && reader.ValueTextEquals("text"u8))
                        text = NextText(ref reader);
                    else
                        Pass(ref reader);
        }
        return text;
    }

    private static void ToolUseResult(ref JsonScanner reader, Line line) => Nested(ref reader, line, static (ref reader, line) =>
    {
        if (reader.ValueTextEquals("agentId"u8))
            line.ResultAgentId = NextText(ref reader);
        else if (reader.ValueTextEquals("status"u8))
            line.ResultStatus = NextText(ref reader);
        else if (reader.ValueTextEquals("backgroundTaskId"u8))
            line.ResultInBackground |= NextText(ref reader).IsThere;
        else if (reader.ValueTextEquals("isAsync"u8))
        {
            reader.Read();
            line.ResultInBackground |= True(ref reader);
        }
    });

    private static void Usage(ref JsonScanner reader, ref LineUsage usage)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        usage.IsThere = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            UsageValue(ref reader, ref usage, out _);
    }

    private static void UsageValue(ref JsonScanner reader, ref LineUsage usage, out decimal cost)
    {
        cost = 0;
        var key = LineKeys.Usage[reader.ValueSpan];
        reader.Read();
        switch (key)
        {
            case UsageKey.Input: usage.Input = Count(ref reader); break;
            case UsageKey.Output: usage.Output = Count(ref reader); break;
            case UsageKey.CacheRead: usage.CacheRead = Count(ref reader); break;
            case UsageKey.CacheWrite: usage.CacheWrite = Count(ref reader); break;
            case UsageKey.Split5m: usage.CacheWrite5m = Count(ref reader); break;
            case UsageKey.Split1h: usage.CacheWrite1h = Count(ref reader); break;
            case UsageKey.WebSearches: usage.WebSearches = Count(ref reader); break;
            case UsageKey.Speed: usage.Speed = Text(ref reader); break;
            case UsageKey.ServiceTier: usage.ServiceTier = Text(ref reader); break;
            case UsageKey.InferenceGeo: usage.InferenceGeo = Text(ref reader); break;
            case UsageKey.CacheSplit or UsageKey.ServerTools: Usage(ref reader, ref usage); break;
            case UsageKey.Cost: cost = Decimal(ref reader); break;
            default: reader.Skip(); break;
        }
    }

    private static long Count(ref JsonScanner reader) => Math.Max(0, Number(ref reader) ?? 0);
}
