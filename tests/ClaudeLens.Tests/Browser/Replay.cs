using System.Text.Json;
using System.Text.Json.Nodes;
using ClaudeLens.Tests.Flow;
using ClaudeLens.Tests.House;
using Microsoft.Playwright;

namespace ClaudeLens.Tests.Browser;

/// <summary>
/// The real page out of the real program, fed with frames recorded from it (web/recordings): the same state, at the same
/// moment, each time. For what must be looked at; what must work is tested against the live server.
/// </summary>
internal sealed class Replay
{
    private static readonly JsonNode Recorded = JsonNode.Parse(File.ReadAllText(Repository.Full("web/recordings/demo.json")))!;
    private IWebSocketRoute? _socket;

    /// <summary>The session whose subagents worked when it was recorded.</summary>
    public static string Session => (string)Recorded["session"]!;

    public required IPage Page { get; init; }

    public static Task<Replay> OpenAsync(BrowserFixture browser, RunningProgram program, int width, int height, bool empty = false) =>
        OpenAsync(program, browser.StillAsync(width, height), empty);

    /// <param name="change">What is different from the recording, in the body of its snapshot.</param>
    public static async Task<Replay> OpenAsync(RunningProgram program, Task<IPage> opened, bool empty = false, Action<JsonObject>? change = null)
    {
        var replay = new Replay { Page = await opened };
        var page = replay.Page;
        await page.Clock.SetFixedTimeAsync((string)Recorded["at"]!);
        await page.RouteWebSocketAsync("**/ws/activity-stream*", socket =>
        {
            replay._socket = socket;
            var frames = Frames(empty || change is not null, empty);
            change?.Invoke(frames[1]!["data"]!.AsObject());
            socket.Send(frames.ToJsonString());
            _ = replay.KeepAliveAsync(socket, (long)frames[^1]!["seq"]!);
        });
        page.Close += (_, _) => replay._socket = null;
        await page.RouteAsync("**/api/v1/sessions/*/events*", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Recorded["timeline"]!.ToJsonString() }));
        await page.GotoAsync(program.Address.ToString());
        return replay;
    }

    /// <summary>Another address of the same page, without loading it again.</summary>
    public Task GoAsync(string search) => Page.EvaluateAsync(
        "(search) => { history.replaceState(null, '', '/' + search); dispatchEvent(new Event('popstate')); }", search);

    /// <summary>The server goes away and stays away.</summary>
    public async Task CutAsync()
    {
        var open = _socket!;
        _socket = null;
        await Page.RouteWebSocketAsync("**/ws/activity-stream*", socket => socket.CloseAsync());
        await open.CloseAsync();
    }

    /// <summary>A page takes a connection that says nothing for dead, and a busy machine may need long to look at it.</summary>
    private async Task KeepAliveAsync(IWebSocketRoute socket, long seq)
    {
        var at = (string)Recorded["at"]!;
        var bookmark = new JsonObject { ["type"] = "bookmark", ["seq"] = seq, ["timestamp"] = at, ["data"] = new JsonObject { ["seq"] = seq, ["server_time"] = at } };
        using var beat = new PeriodicTimer(TimeSpan.FromSeconds(5), TimeProvider.System);
        while (await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken) && socket == _socket) socket.Send(bookmark.ToJsonString());
    }

    /// <param name="start">Only what a connection begins with.</param>
    private static JsonArray Frames(bool start, bool empty)
    {
        var frames = Recorded["frames"]!.DeepClone().AsArray();
        foreach (var frame in frames)
        {
            var data = frame!["data"]!;
            // The clocks of both sides agree: what was recorded over seconds is played at one moment.
            if ((string?)frame["type"] == "hello") data["server_time"] = (string)Recorded["at"]!;
            // And no delay is measured, which would depend on the machine.
            if ((string?)frame["type"] == "new_message") data["seen_at"] = "";
            if (!empty || (string?)frame["type"] != "snapshot") continue;
            foreach (var list in new[] { "active_sessions", "recent_activity", "history", "alerts" }) data[list] = new JsonArray();
            foreach (var (name, value) in data["live_metrics"]!.AsObject().ToList())
                data["live_metrics"]![name] = value!.GetValueKind() == JsonValueKind.Array ? new JsonArray() : JsonValue.Create(0);
        }
        return start ? [.. frames.Take(2).Select(frame => frame!.DeepClone())] : frames;
    }
}
