using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Ingest;

/// <summary>What may be sent to us over HTTP (section <c>Ingest</c>). Above it the answer is 429 with <c>Retry-After</c>.</summary>
public sealed class IngestOptions
{
    /// <summary>Requests a second from one address.</summary>
    [Range(1, 1_000_000)]
    public int RatePerAddress { get; set; } = 200;

    /// <summary>Requests that may come at once from one address before its rate is felt.</summary>
    [Range(1, 1_000_000)]
    public int BurstPerAddress { get; set; } = 1_000;

    /// <summary>Requests a second from all addresses together.</summary>
    [Range(1, 1_000_000)]
    public int Rate { get; set; } = 1_000;

    /// <summary>Requests that may come at once from all addresses together.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 5_000;

    /// <summary>Bytes of one request; a longer one is answered with 413.</summary>
    [Range(1024, 64 << 20)]
    public int MaxBodyBytes { get; set; } = 4 << 20;
}

[OptionsValidator]
internal sealed partial class IngestOptionsValidator : IValidateOptions<IngestOptions>;
