using System.Buffers;
using ClaudeLens.Events;
using ClaudeLens.Ingest;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources.Hooks;

/// <summary>
/// Takes what a client posts to its hook. The answer decides nothing for the client, which goes on whatever it is; what is of no
/// use here is taken all the same, so that a newer client's hooks are no errors on its screen.
/// </summary>
internal sealed class HookEndpoint(IIngest ingest, IOptions<IngestOptions> options, TimeProvider time)
{
    private readonly int _most = options.Value.MaxBodyBytes;

    public async Task<Results<NoContent, ProblemHttpResult>> TakeAsync(HttpContext http, CancellationToken cancel)
    {
        if (!http.Request.HasJsonContentType())
            return Refuse(StatusCodes.Status415UnsupportedMediaType, "Not JSON", "The body of a hook is application/json.");
        if (http.Request.ContentLength > _most) return TooLong();
        var read = await http.Request.BodyReader.ReadAtLeastAsync(_most + 1, cancel);
        try
        {
            if (read.Buffer.Length > _most) return TooLong();
            var body = read.Buffer.IsSingleSegment ? read.Buffer.First : read.Buffer.ToArray();
            if (HookPayload.Parse(body.Span, out var wrong) is not { } payload) return Refuse(StatusCodes.Status400BadRequest, "No hook payload", wrong!);
            if (HookEvents.Of(payload, body.Span, time.GetUtcNow()) is { } happened) await ingest.AppendAsync(new([happened], [], Durability.Acknowledged), cancel);
            return TypedResults.NoContent();
        }
        catch (JournalException e)
        {
            return Refuse(StatusCodes.Status503ServiceUnavailable, "It was not kept", e.Message);
        }
        finally
        {
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
        }
    }

    private ProblemHttpResult TooLong() => Refuse(StatusCodes.Status413PayloadTooLarge, "Too long", $"A body has at most {_most} bytes (Ingest:MaxBodyBytes).");

    private static ProblemHttpResult Refuse(int status, string title, string detail) => TypedResults.Problem(detail, statusCode: status, title: title);
}
