using System.Security.Cryptography;
using ClaudeLens.Events;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Cli;

/// <summary>What went wrong, as a person at the terminal is told: a sentence each, no stack trace.</summary>
internal static class Failure
{
    /// <returns>The exit code; null when nobody foresaw it.</returns>
    public static int? Explain(Exception e, string? urls)
    {
        switch (e)
        {
            case UsageException usage:
                return Say(2, usage.Message);
            case OptionsValidationException options:
                return Say(2, [.. options.Failures]);
            case InvalidDataException { InnerException: FormatException { InnerException: var where } } settings:
                return Say(2, $"{settings.Message} {where?.Message}".TrimEnd());
            case JournalException journal:
                return Say(1, journal.Message);
            case IOException when e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException:
                return Say(1, $"{urls} is in use already: another claudelens may be running. Stop it, or choose another address with --urls.");
            case InvalidOperationException when IsEncrypted(urls) && e.Message.Contains("certificate", StringComparison.Ordinal):
                return Say(2, $"{urls} needs a certificate: name its file in Kestrel:Certificates:Default:Path, and that of its key in KeyPath.");
            case CryptographicException or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException when IsEncrypted(urls):
                return Say(2, $"The certificate for {urls} cannot be read: {e.Message}");
            case System.Net.Sockets.SocketException socket:
                return Say(1, $"Cannot listen on {urls}: {socket.Message}.");
            default:
                return null;
        }
    }

    private static bool IsEncrypted(string? urls) => urls?.Contains("https:", StringComparison.OrdinalIgnoreCase) == true;

    private static int Say(int code, params IReadOnlyList<string> sentences)
    {
        foreach (var sentence in sentences) Console.Error.WriteLine($"claudelens: {sentence}");
        return code;
    }
}

/// <summary>What was asked for cannot be meant. The message is for people.</summary>
internal sealed class UsageException(string message) : Exception(message);
