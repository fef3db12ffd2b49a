using Microsoft.Net.Http.Headers;

namespace ClaudeLens.Page;

/// <summary>Serves the embedded page: its files by name, and its index for every address that is the page's own.</summary>
public static class PageEndpoints
{
    private const string Index = "index.html";
    private const string NotBuiltIn =
        "This build of ClaudeLens has no page inside. Build it where Node.js is installed. The API is at /api/v1, its description at /openapi/v1.json.\n";

    /// <summary>The files, before anything looks for a route: the first of them is asked for when the routes are not made yet.</summary>
    public static void UsePageFiles(this IApplicationBuilder app) => app.Use(static (context, next) => TryFile(context) ?? next(context));

    /// <summary>Null: it is no file of the page that is asked for.</summary>
    public static Task? TryFile(HttpContext context) =>
        IsRead(context.Request) && PageFiles.Find(context.Request.Path is { Value.Length: > 1 } path ? path.Value[1..] : Index) is { } file ? Send(context, file) : null;

    /// <summary>Map it last: it takes every GET that nothing else answers.</summary>
    public static void MapPage(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], Serve)
            .WithOrder(int.MaxValue)
            .ExcludeFromDescription();

    private static Task Serve(HttpContext context)
    {
        if (IsPageAddress(context.Request, context.Request.RouteValues["path"] as string ?? ""))
            return PageFiles.Find(Index) is { } index ? Send(context, index) : SayNotBuiltIn(context.Response);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>The page has addresses of its own (a session, a filter): a person who opens one gets the page, a program a 404.</summary>
    private static bool IsPageAddress(HttpRequest request, string path) =>
        path.Length == 0
        || (!IsBelow(path, "api") && !IsBelow(path, "ws") && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase));

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.OrdinalIgnoreCase) && (path.Length == folder.Length || path[folder.Length] == '/');

    private static async Task Send(HttpContext context, PageFile file)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ETag = file.ETag;
        headers.CacheControl = file.Immutable ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (request.Headers.IfNoneMatch.Any(value => value?.Contains(file.ETag, StringComparison.Ordinal) == true))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        var encoding = Choose(request, file);
        if (encoding != "identity") headers.ContentEncoding = encoding;
        response.ContentType = file.ContentType;
        await using var content = file.Open(encoding);
        response.ContentLength = content.Length;
        if (HttpMethods.IsGet(request.Method)) await content.CopyToAsync(response.Body, context.RequestAborted);
    }

    private static string Choose(HttpRequest request, PageFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return file.Encodings.Select(e => e.Encoding)
            .First(encoding => encoding == "identity" || accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0));
    }

    private static Task SayNotBuiltIn(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(NotBuiltIn);
    }
}
