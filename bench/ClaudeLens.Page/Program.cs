// The page under load, in a real browser, from the real server, with real transcripts growing. See ../README.md.
using System.Net;
using System.Net.Sockets;
using ClaudeLens.Bench;
using ClaudeLens.Bench.Page;

var options = Options.Parse(args);
if (options is null) return 2;
var server = options.Server ?? Path.Combine(Path.GetTempPath(), "claudelens-bench", "server", "claudelens");
if (options.Server is null)
{
    Console.Error.WriteLine("publishing the server …");
    await Child.RunAsync("dotnet", ["publish", "src/ClaudeLens", "-c", "Release", "-o", Path.GetDirectoryName(server)!, "-v", "q", "--nologo"], CancellationToken.None);
}
using var layout = new Layout().WithSessions(options.Sessions);
var port = FreePort();
using var program = Child.Start(server, ["--urls", $"http://127.0.0.1:{port}", "--claude-dir", layout.Claude, "--data-dir", layout.Data], layout.Work);
await ListeningAsync();
await using var browser = await Browser.StartAsync();
await new UnderLoad(browser, layout, $"http://127.0.0.1:{port}/", options).RunAsync();
return 0;

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}

async Task ListeningAsync()
{
    for (var tries = 0; tries < 600; tries++)
    {
        try
        {
            using var http = new HttpClient();
            var live = await http.GetStringAsync($"http://127.0.0.1:{port}/api/v1/analytics/live-activity");
            if (live.Contains("\"state\":\"watching\"")) return;
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            if (program.Ended) break;
        }
        await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
    }
    throw new InvalidOperationException($"The server does not answer:\n{program.Said}");
}
