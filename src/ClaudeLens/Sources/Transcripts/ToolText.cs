namespace ClaudeLens.Sources.Transcripts;

/// <summary>What a tool call works on, in a few words.</summary>
internal static class ToolText
{
    private const int Longest = 160;

    /// <summary>Of an input that stands alone, as a hook tells it. It must be whole.</summary>
    public static string? Target(ReadOnlySpan<byte> input, string? cwd)
    {
        var reader = new JsonScanner(input);
        var call = new LineBlock();
        if (reader.Read())
            LineReader.Input(ref reader, ref call.Input);
        return Target(input, call, cwd);
    }

    public static string? Target(ReadOnlySpan<byte> json, in LineBlock block, string? cwd)
    {
        var input = block.Input;
        if (!input.Target.IsThere)
            return null;
        var target = PlainText.OneLine(json.Slice(input.Target.Start, input.Target.Length), Longest);
        if (input.IsPath && cwd is { Length: > 1 } && target.Length > cwd.Length + 1
            && target.StartsWith(cwd, StringComparison.Ordinal) && target[cwd.Length] is '/' or '\\')
            target = target[(cwd.Length + 1)..];
        if (input.Arguments.Length > 0 && target.Length < Longest)
            target += " " + PlainText.OneLine(json.Slice(input.Arguments.Start, input.Arguments.Length), Math.Max(8, Longest - target.Length));
        return target.Length > 0 ? target : null;
    }
}
