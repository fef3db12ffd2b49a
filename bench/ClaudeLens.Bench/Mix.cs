using System.Text.Json;

namespace ClaudeLens.Bench;

/// <summary>What transcripts are made of: a figure in bytes a second means nothing without it.</summary>
internal static class Mix
{
    private const int OneOf = 10;

    public static Table Of(string[] files)
    {
        var kinds = new Dictionary<string, (int Lines, long Bytes)>();
        foreach (var path in files.Where((_, i) => i % OneOf == 0))
            foreach (var line in File.ReadLines(path))
            {
                using var json = JsonDocument.Parse(line);
                var kind = json.RootElement.GetProperty("type").GetString()!;
                var (lines, bytes) = kinds.GetValueOrDefault(kind);
                kinds[kind] = (lines + 1, bytes + line.Length + 1);
            }
        double allLines = kinds.Values.Sum(k => k.Lines), allBytes = kinds.Values.Sum(k => k.Bytes);
        var table = new Table($"what they are made of (one file in {OneOf})", "line", "% of the lines", "% of the bytes", "bytes a line");
        foreach (var (kind, (lines, bytes)) in kinds.OrderByDescending(k => k.Value.Bytes))
            table.Add(kind, $"{lines / allLines * 100:0.0}", $"{bytes / allBytes * 100:0.0}", $"{(double)bytes / lines:0}");
        return table;
    }
}
