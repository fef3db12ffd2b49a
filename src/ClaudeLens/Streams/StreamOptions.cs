using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>Configuration <c>Streams</c>.</summary>
public sealed class StreamOptions
{
    public const string Section = "Streams";

    /// <summary>Frames that are held in memory for those who come back or read slowly.</summary>
    [Range(16, 4_000_000)]
    public int TailFrames { get; set; } = 32_768;

    /// <summary>Bytes they may take, as estimated from their content.</summary>
    [Range(65_536, 4_000_000_000)]
    public long TailBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>A cursor at most so many events old is resumed; an older one gets a gap and a snapshot.</summary>
    [Range(0, 100_000_000)]
    public long ReplayEvents { get; set; } = 100_000;

    /// <summary>Sockets open at one time.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>Sockets open at one time from one address.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnectionsPerAddress { get; set; } = 10_000;

    /// <summary>Seconds between two bookmarks.</summary>
    [Range(1, 3600)]
    public int BookmarkSeconds { get; set; } = 10;

    /// <summary>Seconds of silence after which a client is asked whether it is there.</summary>
    [Range(1, 3600)]
    public int PingSeconds { get; set; } = 20;

    /// <summary>Seconds a client has for its answer.</summary>
    [Range(1, 3600)]
    public int PongSeconds { get; set; } = 8;

    /// <summary>Seconds a write may wait for a client that takes nothing before it is closed with 4008.</summary>
    [Range(1, 3600)]
    public int StallSeconds { get; set; } = 30;

    /// <summary>Message frames a second and connection above which those of one session are folded into one; 0 for none.</summary>
    [Range(0, 1_000_000)]
    public int MaxRate { get; set; } = 200;

    /// <summary>Message frames that may come at once before <see cref="MaxRate"/> is felt.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 2_000;

    /// <summary>Bytes of one message from a client.</summary>
    [Range(1024, 1_048_576)]
    public int MaxClientMessage { get; set; } = 16 * 1024;
}

[OptionsValidator]
internal sealed partial class ValidateStreamOptions : IValidateOptions<StreamOptions>;
