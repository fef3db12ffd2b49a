using ClaudeLens.Journal;
using ClaudeLens.Live;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClaudeLens.Api;

internal static class SessionEndpoints
{
    private const int MostEvents = 1000;

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/api/v1/sessions").WithTags("sessions");
        sessions.MapGet("/{id}", Session).WithName("session").WithSummary("One session, open or ended");
        sessions.MapGet("/{id}/events", Events).WithName("sessionEvents").WithSummary("What happened in a session, newest first");
    }

    private static async Task<Results<Ok<SessionView>, ProblemHttpResult>> Session(string id, ILive live, CancellationToken cancel)
    {
        var now = await live.SnapshotAsync(cancel);
        var session = now.ActiveSessions.FirstOrDefault(s => s.SessionId == id) ?? now.EndedSessions.FirstOrDefault(s => s.SessionId == id);
        return session is null ? Unknown(id) : TypedResults.Ok(session);
    }

    private static async Task<Results<Ok<SessionTimeline>, ProblemHttpResult>> Events(string id, long? before, int? limit, IJournal journal, CancellationToken cancel)
    {
        if (limit is < 1 or > MostEvents)
            return TypedResults.Problem($"limit is between 1 and {MostEvents}, not {limit}.", statusCode: StatusCodes.Status400BadRequest, title: "The query cannot be answered");
        var most = limit ?? 200;
        var events = await journal.ReadSessionAsync(id, before ?? long.MaxValue, most, cancel);
        return TypedResults.Ok(new SessionTimeline(Timeline.Of(events), events.Count == most ? events[^1].Seq : null));
    }

    private static ProblemHttpResult Unknown(string id) =>
        TypedResults.Problem($"No session {id} is known. It may have ended longer ago than the history goes.", statusCode: StatusCodes.Status404NotFound, title: "Unknown session");
}
