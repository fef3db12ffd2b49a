using ClaudeLens.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaudeLens.Api;

internal static class AnalyticsEndpoints
{
    public static void MapAnalytics(this IEndpointRouteBuilder routes)
    {
        var analytics = routes.MapGroup("/api/v1/analytics").WithTags("analytics");
        analytics.MapGet("/live-activity", LiveActivity).WithName("liveActivity").WithSummary("Everything that is going on now");
        analytics.MapGet("/active-sessions", ActiveSessions).WithName("activeSessions").WithSummary("Open sessions, filtered and sorted");
    }

    private static async Task<LiveActivityBody> LiveActivity(ILive live, CancellationToken cancel) =>
        LiveActivityBody.From(await live.SnapshotAsync(cancel));

    private static async Task<Results<Ok<SessionList>, ProblemHttpResult>> ActiveSessions(
        ILive live, string? status, string? project, int? limit, int? offset, string? sort, string? include, CancellationToken cancel)
    {
        if (SessionQuery.Parse(status, project, limit, offset, sort, include, out var wrong) is not { } query)
            return TypedResults.Problem(wrong, statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be answered");
        var now = await live.SnapshotAsync(cancel);
        var (page, total) = query.Run(now);
        return TypedResults.Ok(new SessionList(page, total, now.AsOf, $"{now.Epoch}:{now.Seq}"));
    }
}
