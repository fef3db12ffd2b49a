using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using ClaudeLens.Settings;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Ingest;

/// <summary>
/// How much may be sent to us: a token bucket for each address, then one for all of them. Who is over his own takes nothing
/// from the others'. Only what is marked with <see cref="LimitIngest"/> is counted.
/// </summary>
public static class IngestLimits
{
    private sealed class Marker;

    public static TBuilder LimitIngest<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Marker());

    /// <summary>After routing, before the endpoints.</summary>
    public static IApplicationBuilder UseIngestLimits(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.Get<IOptions<IngestOptions>>().Value;
        return app.UseRateLimiter(new RateLimiterOptions
        {
            GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Buckets(http => http.Connection.RemoteIpAddress ?? IPAddress.None, options.RatePerAddress, options.BurstPerAddress),
                Buckets(_ => IPAddress.Any, options.Rate, options.Burst)),
            OnRejected = (rejected, _) => new(RefuseAsync(rejected)),
        });
    }

    private static PartitionedRateLimiter<HttpContext> Buckets(Func<HttpContext, IPAddress> whose, int rate, int burst) =>
        PartitionedRateLimiter.Create<HttpContext, IPAddress>(http => http.GetEndpoint()?.Metadata.GetMetadata<Marker>() is null
            ? RateLimitPartition.GetNoLimiter(IPAddress.None)
            : RateLimitPartition.GetTokenBucketLimiter(whose(http), _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = rate,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }));

    private static Task RefuseAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Results.Problem($"More is sent than this server takes. Send again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests, title: "Too much at once")
            .ExecuteAsync(rejected.HttpContext);
    }
}
