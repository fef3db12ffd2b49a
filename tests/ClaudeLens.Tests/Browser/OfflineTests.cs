using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using ClaudeLens.Tests.Flow;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClaudeLens.Tests.Browser;

/// <summary>The page while the way to the server is gone for a time.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class OfflineTests(BrowserFixture browser)
{
    private const int Missed = 8;
    /// <summary>Over a second, so that there is a time to tell and no snapshot is fresh. A minute of it is nothing for every run: CLAUDELENS_TEST_AWAY=60.</summary>
    private static readonly float Away = float.Parse(Environment.GetEnvironmentVariable("CLAUDELENS_TEST_AWAY") ?? "1.5", CultureInfo.InvariantCulture) * 1_000;

    [Fact]
    public async Task Back_after_a_time_without_the_server_it_shows_all_it_missed_once_and_says_how_long_it_was_away()
    {
        using var scratch = new Scratch();
        using var way = new Way();
        // The browser asks for the proxy's port.
        scratch.Variables["ClaudeLens__Access__AllowedHosts__0"] = $"127.0.0.1:{way.Port}";
        await using var program = await RunningProgram.StartAsync(scratch);
        way.To = program.Address.Port;
        var page = await browser.OpenAsync(new Uri($"http://127.0.0.1:{way.Port}/"));
        var feed = page.GetByRole(AriaRole.Log);
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000041");
        await Expect(feed).ToBeVisibleAsync();
        transcript.Prompt("Said before");
        await Expect(feed.GetByTitle("Said before", new() { Exact = true })).ToBeVisibleAsync();

        way.Close();
        await Expect(page.GetByText("Not connected since")).ToBeVisibleAsync();
        for (var n = 1; n <= Missed; n++) transcript.Prompt($"Missed {n}"); // What people say stands alone; answers in a burst are folded.
        await program.ToldAsync(transcript.SessionId, Missed + 1);
        await page.WaitForTimeoutAsync(Away);
        way.Open();

        await Expect(feed.GetByText(Told())).ToBeVisibleAsync();
        for (var n = 1; n <= Missed; n++) await Expect(feed.GetByTitle($"Missed {n}", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(feed.GetByTitle("Said before", new() { Exact = true })).ToHaveCountAsync(1);
        transcript.Answer("Said after");
        await Expect(feed.GetByTitle("Said after", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText("Not connected since")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Away_for_too_long_it_says_what_is_missing_where_it_is_missing()
    {
        using var scratch = new Scratch();
        using var way = new Way();
        scratch.Variables["ClaudeLens__Access__AllowedHosts__0"] = $"127.0.0.1:{way.Port}";
        scratch.Variables["ClaudeLens__Streams__ReplayEvents"] = "5";
        scratch.Variables["ClaudeLens__Live__FeedLength"] = "10";
        await using var program = await RunningProgram.StartAsync(scratch);
        way.To = program.Address.Port;
        var page = await browser.OpenAsync(new Uri($"http://127.0.0.1:{way.Port}/"));
        var feed = page.GetByRole(AriaRole.Log);
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000042");
        await Expect(feed).ToBeVisibleAsync();
        transcript.Prompt("Said before");
        await Expect(feed.GetByTitle("Said before", new() { Exact = true })).ToBeVisibleAsync();
        way.Close();
        await Expect(page.GetByText("Not connected since")).ToBeVisibleAsync();
        for (var n = 1; n <= 30; n++) transcript.Prompt($"Missed {n}");
        await program.ToldAsync(transcript.SessionId, 31);
        await page.WaitForTimeoutAsync(Away); // A snapshot of a moment ago would do: then nothing would be missing.
        way.Open();

        var gap = feed.GetByText("Some events are missing here: it was away too long. The sessions and numbers are right.");
        await Expect(gap).ToBeVisibleAsync();
        // Ten of thirty are told again; the hole is where the others were.
        var rows = await feed.EvaluateAsync<string[]>("(list) => [...list.querySelectorAll('[title]')].map(({ title }) => title).filter((title) => /^(Said|Missed|Some) /.test(title))");
        Assert.Equal("Said before", rows[0]);
        Assert.StartsWith("Some events are missing here", rows[1], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(21, 10).Select(n => $"Missed {n}"), rows[2..]);
    }

    [GeneratedRegex(@"Reconnected after [1-9]\d* (s|min).*caught up 8")]
    private static partial Regex Told();

    /// <summary>A proxy that can be shut: what is open is cut, what comes is turned away.</summary>
    private sealed class Way : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly List<TcpClient> _open = [];
        private bool _shut;

        public Way()
        {
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;
        public int To { get; set; }

        public void Open() => _shut = false;

        public void Close()
        {
            lock (_open)
            {
                _shut = true;
                foreach (var client in _open) client.Dispose();
                _open.Clear();
            }
        }

        public void Dispose()
        {
            _listener.Dispose();
            Close();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    var client = await _listener.AcceptTcpClientAsync();
                    if (_shut) client.Dispose();
                    else _ = RelayAsync(client);
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task RelayAsync(TcpClient client)
        {
            using (client)
            using (var server = new TcpClient())
            {
                try
                {
                    await server.ConnectAsync(IPAddress.Loopback, To);
                    lock (_open)
                    {
                        if (_shut) return; // Shut while it came.
                        _open.Add(client);
                    }
                    await Task.WhenAny(client.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(client.GetStream()));
                }
                catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    // Either end is gone, as it happens.
                }
            }
        }
    }
}
