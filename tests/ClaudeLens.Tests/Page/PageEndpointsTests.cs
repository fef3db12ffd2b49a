using System.Net;
using ClaudeLens.Page;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace ClaudeLens.Tests.Page;

public sealed class PageEndpointsTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private HttpClient _client = new();

    public PageEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        _app = builder.Build();
        _app.UsePageFiles();
        _app.UseRouting();
        _app.MapPage();
    }

    public async ValueTask InitializeAsync()
    {
        await _app.StartAsync();
        _client = _app.GetTestClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/", "*/*", HttpStatusCode.OK)]
    [InlineData("/sessions/0d5840", "text/html,application/xhtml+xml", HttpStatusCode.OK)]
    [InlineData("/sessions/0d5840", "application/json", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/nothing", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/ws/nothing", "text/html", HttpStatusCode.NotFound)]
    [InlineData("/apiary", "text/html", HttpStatusCode.OK)]
    [InlineData("/assets/gone.js", "*/*", HttpStatusCode.NotFound)]
    public async Task A_person_gets_the_page_and_a_program_an_answer(string path, string accept, HttpStatusCode expected)
    {
        using var response = await Get(path, request => request.Headers.Accept.ParseAdd(accept));
        Assert.Equal(expected, response.StatusCode);
        if (expected == HttpStatusCode.OK) Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_index_is_asked_for_again_and_its_files_never()
    {
        using var index = await Get("/");
        Assert.Equal("no-cache", index.Headers.CacheControl?.ToString());
        using var again = await Get("/", request => request.Headers.IfNoneMatch.Add(index.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var script = await Get(await ScriptPath());
        Assert.Contains("immutable", script.Headers.CacheControl?.ToString());
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("", null)]
    public async Task Files_go_out_as_small_as_the_client_can_take_them(string accept, string? expected)
    {
        using var response = await Get(await ScriptPath(), request => request.Headers.TryAddWithoutValidation("Accept-Encoding", accept));
        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal((await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, response.Content.Headers.ContentLength);
    }

    private async Task<string> ScriptPath()
    {
        var index = await _client.GetStringAsync("/", TestContext.Current.CancellationToken);
        var end = index.IndexOf(".js\"", StringComparison.Ordinal) + ".js".Length;
        return index[index.LastIndexOf('/', index.LastIndexOf('/', end) - 1)..end];
    }

    private Task<HttpResponseMessage> Get(string path, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        change?.Invoke(request);
        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
