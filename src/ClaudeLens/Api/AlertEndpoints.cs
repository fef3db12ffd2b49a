using ClaudeLens.Alerts;
using ClaudeLens.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaudeLens.Api;

internal static class AlertEndpoints
{
    public static void MapAlerts(this IEndpointRouteBuilder routes)
    {
        var alerts = routes.MapGroup("/api/v1/alerts").WithTags("alerts");
        alerts.MapGet("", All).WithName("alerts").WithSummary("Open alerts, then those that resolved lately");
        alerts.MapPost("/{id}/acknowledge", Acknowledge).WithName("acknowledgeAlert").WithSummary("Somebody has seen it");
    }

    private static async Task<AlertList> All(ILive live, CancellationToken cancel) => new((await live.SnapshotAsync(cancel)).Alerts);

    private static async Task<Results<NoContent, ProblemHttpResult>> Acknowledge(string id, AlertDesk desk, CancellationToken cancel) =>
        await desk.AcknowledgeAsync(id, cancel)
            ? TypedResults.NoContent()
            : TypedResults.Problem($"No alert {id} is known.", statusCode: StatusCodes.Status404NotFound, title: "Unknown alert");
}
