using System.Text;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Lines as clients write them, cut down to what a test is about.</summary>
internal static class Lines
{
    public const string Session = "11111111-2222-4333-8444-555555555555";

    public static string Prompt(string text, int at = 0, string session = Session) =>
        $$"""{"parentUuid":null,"isSidechain":false,"type":"user","message":{"role":"user","content":"{{text}}"},"uuid":"{{Uuid(at)}}","timestamp":"{{Time(at)}}","cwd":"/home/dev/work/shop-api","sessionId":"{{session}}","version":"2.1.330","gitBranch":"main"}""";

    public static string Answer(string text, int at = 0, string id = "msg_1", long output = 5, string session = Session) =>
        $$$"""{"parentUuid":"{{{Uuid(at - 1)}}}","isSidechain":false,"message":{"id":"{{{id}}}","type":"message","role":"assistant","model":"claude-sonnet-5-5","content":[{"type":"text","text":"{{{text}}}"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":{{{output}}},"cache_creation_input_tokens":0,"cache_read_input_tokens":0}},"type":"assistant","uuid":"{{{Uuid(at)}}}","timestamp":"{{{Time(at)}}}","cwd":"/home/dev/work/shop-api","sessionId":"{{{session}}}","version":"2.1.330"}""";

    public static string Time(int at) => DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(at).ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
    public static string Uuid(int at) => new Guid(at, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
    public static byte[] Bytes(params IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    public static void Append(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Write(bytes);
    }
}
