using System.Net;
using ClaudeLens.Access;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaudeLens.Tests.Access;

/// <summary>What is answered while the rest of the program is still being made, and what has to wait for it.</summary>
public sealed class EarlyServerTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private EarlyServer? _server;

    public async ValueTask InitializeAsync()
    {
        Func<HttpContext, Task?> first = http => http.Request.Path == "/" ? http.Response.WriteAsync("page") : null;
        _server = await EarlyServer.StartAsync(["http://127.0.0.1:0"], _ => { }, NullLoggerFactory.Instance, first.Guard(new ConfigurationBuilder().Build()));
        _client.BaseAddress = new Uri(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server!.StopAsync(CancellationToken.None);
        _server.Dispose();
    }

    [Fact]
    public async Task The_page_is_there_before_the_application_and_guarded_as_ever()
    {
        using var page = await _client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal("page", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task What_needs_the_application_waits_for_it()
    {
        var later = _client.GetStringAsync("/api", TestContext.Current.CancellationToken);
        // Answered after it, on a connection of its own: the other one is waiting by now or soon.
        await _client.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.False(later.IsCompleted);
        await StartAsync();
        Assert.Equal("application", await later);
        Assert.Equal("application", await _client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_foreign_host_is_told_nothing_by_the_page_either()
    {
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
        var answer = _client.SendAsync(foreign, TestContext.Current.CancellationToken);
        await _client.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.False(answer.IsCompleted);
        await StartAsync();
        using var refused = await answer;
        Assert.Equal("application", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failing_request_is_an_error_and_the_server_goes_on()
    {
        await StartAsync();
        using var failed = await _client.GetAsync("/fail", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        Assert.Equal("application", await _client.GetStringAsync("/", TestContext.Current.CancellationToken));
    }

    private Task StartAsync() => _server!.StartAsync(new Application(), CancellationToken.None);

    private sealed class Application : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) =>
            context.Request.Path == "/fail" ? throw new InvalidOperationException("As asked.") : context.Response.WriteAsync("application");

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
