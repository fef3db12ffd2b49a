using System.IO.Pipelines;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>An open socket until its end, seen from the reading side.</summary>
internal sealed class Conversation(Pump pump, Opening opening, IOptions<StreamOptions> options, ILogger<Conversation> log)
{
    private const int MessagesPerSecond = 50;
    private const int MessagesAtOnce = 200;
    /// <summary>A slower pace would let a busy tail move on beyond the viewer.</summary>
    private const int MostSeconds = 10;
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    public async Task RunAsync(OpenSocket socket, Asked asked)
    {
        using var over = new CancellationTokenSource();
        var bucket = new TokenBucket(asked.MaxRate, Math.Max(options.Value.Burst, asked.MaxRate));
        var viewer = new Viewer(socket.Output, asked.Controls, asked.Filter, bucket, socket.Abort, pump.Wake);
        pump.Add(viewer);
        var begun = BeginAsync(viewer, asked, over.Token);
        try
        {
            await ListenAsync(viewer, socket.Input, asked.Allowed);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The client is gone.
        }
        finally
        {
            await over.CancelAsync();
            await begun;
            pump.Remove(viewer);
            viewer.End();
        }
    }

    private async Task BeginAsync(Viewer viewer, Asked asked, CancellationToken cancel)
    {
        try
        {
            if (asked.WrongVersion) viewer.Outbox.Close(CloseCode.WrongVersion, $"this server speaks {Asked.V1}");
            else await opening.BeginAsync(viewer, asked, cancel);
            pump.Wake(viewer);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It left before it began.
        }
        catch (Exception e)
        {
            log.LogError(e, "A stream could not be opened.");
            viewer.Abort();
        }
    }

    private async Task ListenAsync(Viewer viewer, PipeReader input, FrameKinds allowed)
    {
        var messages = new ClientMessages(input, options.Value.MaxClientMessage);
        var bucket = new TokenBucket(MessagesPerSecond, MessagesAtOnce);
        try
        {
            while (await messages.ReadAsync() is { } message)
            {
                viewer.Liveness.Heard = pump.Now;
                if (message.Opcode == Opcode.Pong) continue;
                if (message.Opcode == Opcode.Close)
                {
                    viewer.Outbox.Close(message.CloseCode, "");
                    break;
                }
                if (!bucket.Covers(1, pump.Now)) throw new Violation(CloseCode.NotAllowed, "too many messages");
                bucket.Take(1);
                Answer(viewer, message, allowed);
                pump.Wake(viewer);
            }
        }
        catch (Violation e)
        {
            viewer.Outbox.Close(e.Code, e.Message);
        }
        if (!viewer.Outbox.Closing) return;
        pump.Wake(viewer);
        await viewer.Closed.WaitAsync(LastWords, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void Answer(Viewer viewer, ClientMessage message, FrameKinds allowed)
    {
        if (message.Opcode == Opcode.Binary) throw new Violation(CloseCode.Unsupported, "only text is understood");
        if (message.Opcode == Opcode.Ping) viewer.Outbox.Pong(message.Payload.Span);
        // Many libraries of plain clients send a text now and then to keep a connection open.
        else if (viewer.Controls) Obey(viewer, ClientRequest.Parse(message.Payload.Span), allowed);
    }

    private static void Obey(Viewer viewer, ClientRequest? request, FrameKinds allowed)
    {
        switch (request?.Type)
        {
            case "filter" when Filter.Parse(request.Types, request.SessionId, request.Project, allowed & FrameKinds.Activity) is { } filter && (filter.Types & ~allowed) == 0:
                viewer.Filter = filter;
                viewer.Sign(Signs.Bookmark);
                break;
            case "snapshot":
                viewer.AskSnapshot();
                break;
            case "pace" when request.Seconds is >= 0 and <= MostSeconds:
                viewer.Pace = request.Seconds * 1_000;
                viewer.Sign(Signs.Bookmark);
                break;
            default:
                throw new Violation(CloseCode.NotAllowed, "not a request this stream knows");
        }
    }
}
