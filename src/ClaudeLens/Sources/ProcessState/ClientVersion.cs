using System.Text;
using System.Text.RegularExpressions;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>Which client began a transcript: not every version says what it does.</summary>
internal static partial class ClientVersion
{
    /// <summary>From then on a client keeps a file in <c>sessions/</c> while it lives, and says in it what it does.</summary>
    public static readonly Version WithProcessState = new(2, 1, 200);
    private const int HeadBytes = 64 * 1024;

    /// <summary>Null: it does not say, or cannot be read.</summary>
    public static Version? Of(string transcript)
    {
        try
        {
            using var stream = new FileStream(transcript, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var head = new byte[HeadBytes];
            var read = stream.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
            return Field().Match(Encoding.UTF8.GetString(head, 0, read)) is { Success: true } match ? Version.Parse(match.Groups[1].Value) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex("""
        "version":\s*"(\d{1,5}\.\d{1,5}\.\d{1,5})"
        """)]
    private static partial Regex Field();
}
