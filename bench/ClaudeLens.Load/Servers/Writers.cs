using System.Diagnostics;
using System.Text;

namespace ClaudeLens.Load.Servers;

/// <summary>Many sessions that write to their transcripts as a client does: one write a line.</summary>
internal sealed class Writers(string root, int sessions)
{
    private int _lines;

    public long Count { get; private set; }

    /// <summary>Every session asks something and is answered.</summary>
    public void Begin()
    {
        for (var session = 0; session < sessions; session++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File(session))!);
            Append(session, Line(session, "user", "{\"role\":\"user\",\"content\":\"Make the cart round to cents, and run the tests.\"}") + Answer(session, "I will look at the cart module first."));
        }
    }

    /// <summary>Lines at a steady rate, each by another session.</summary>
    public void Run(double rate, double seconds)
    {
        using var never = new ManualResetEvent(false);
        var (clock, before) = (Stopwatch.StartNew(), Count);
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            for (var due = before + (long)(clock.Elapsed.TotalSeconds * rate); Count < due; Count++)
            {
                var session = (int)(Count * 7919 % sessions);
                Append(session, Answer(session, $"{Generator.Mark}{Stopwatch.GetTimestamp()}@ The rounding is wrong."));
            }
            never.WaitOne(1);
        }
    }

    private static string Id(int session) => $"5e550000-0000-4000-8000-{session:x12}";

    private string File(int session) => Path.Combine(root, "claude", "projects", $"-home-dev-project-{session % 100}", Id(session) + ".jsonl");

    private void Append(int session, string text)
    {
        using var file = new FileStream(File(session), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(text));
    }

    private string Answer(int session, string text) => Line(session, "assistant",
        $"{{\"id\":\"msg_{session}_{_lines}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\",\"content\":[{{\"type\":\"text\",\"text\":\"{text}\"}}],"
        + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":61,\"cache_creation_input_tokens\":297,\"cache_read_input_tokens\":12670}}");

    private string Line(int session, string type, string message) =>
        $"{{\"type\":\"{type}\",\"uuid\":\"{session:x8}-0000-4000-8000-{++_lines:x12}\",\"isSidechain\":false,\"timestamp\":\"{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\","
        + $"\"sessionId\":\"{Id(session)}\",\"cwd\":\"/home/dev/project-{session % 100}\",\"version\":\"2.1.330\",\"gitBranch\":\"main\",\"message\":{message}}}\n";
}
