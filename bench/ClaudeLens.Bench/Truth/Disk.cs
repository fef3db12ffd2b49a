using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace ClaudeLens.Bench.Truth;

/// <summary>Something a client wrote, and when it was to be seen on disk.</summary>
/// <param name="What"><c>process</c> or the type of a transcript's line.</param>
/// <param name="Text">The process's status, or the tool that is called.</param>
internal sealed record Written(double At, string Session, string What, string Text);

/// <summary>Looks at the config folder every 5 ms on a thread of its own: a second, independent reader.</summary>
internal sealed class Disk : IDisposable
{
    private readonly ConcurrentQueue<Written> _written = new();
    private readonly Dictionary<string, (long Size, DateTime Modified, string Text)> _files = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;

    public Disk(string claude, Clock clock) => _looking = Task.Run(async () =>
    {
        while (!_stop.IsCancellationRequested)
        {
            foreach (var path in Files(Path.Combine(claude, "sessions"), "*.json")) Process(path, clock);
            foreach (var path in Files(Path.Combine(claude, "projects"), "*.jsonl")) Lines(path, clock);
            await Contender.Wait(5, CancellationToken.None);
        }
    });

    public IReadOnlyCollection<Written> Written => _written;

    public Written? First(string session, double from, Func<Written, bool> fits) => _written.FirstOrDefault(w => w.Session == session && w.At >= from && fits(w));

    private static string[] Files(string folder, string pattern)
    {
        try
        {
            return Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, SearchOption.AllDirectories) : [];
        }
        catch (IOException)
        {
            return [];
        }
    }

    private void Process(string path, Clock clock)
    {
        try
        {
            var text = File.ReadAllText(path);
            if (text.Length == 0 || (_files.TryGetValue(path, out var known) && known.Text == text)) return;
            var process = JsonDocument.Parse(text).RootElement;
            _files[path] = (0, default, text);
            var waits = process.TryGetProperty("waitingFor", out var w) ? $" {w.GetString()}" : "";
            _written.Enqueue(new(clock.Now, process.GetProperty("sessionId").GetString()!, "process", (process.TryGetProperty("status", out var s) ? s.GetString() : "-") + waits));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // Just removed, or just being written.
        }
    }

    private void Lines(string path, Clock clock)
    {
        var size = new FileInfo(path).Length;
        var from = _files.GetValueOrDefault(path).Size;
        if (size <= from) return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = from;
        var bytes = new byte[size - from];
        file.ReadExactly(bytes);
        var now = clock.Now;
        var end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        _files[path] = (from + end, default, "");
        foreach (var line in Encoding.UTF8.GetString(bytes, 0, end).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonDocument.Parse(line).RootElement;
            if (entry.TryGetProperty("sessionId", out var session) && entry.TryGetProperty("type", out var type))
                _written.Enqueue(new(now, session.GetString()!, type.GetString()!, Tool(entry)));
        }
    }

    private static string Tool(JsonElement entry)
    {
        if (!entry.TryGetProperty("message", out var message) || !message.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.Array) return "";
        foreach (var block in content.EnumerateArray())
            if (block.TryGetProperty("type", out var kind) && kind.GetString() == "tool_use") return block.GetProperty("name").GetString()!;
        return "";
    }

    public void Dispose()
    {
        _stop.Cancel();
        _looking.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
    }
}
