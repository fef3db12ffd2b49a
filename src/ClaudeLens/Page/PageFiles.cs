using System.IO.Hashing;
using System.Reflection;

namespace ClaudeLens.Page;

/// <summary>One file of the page, as it lies in the program's own image: nothing of it is copied to the heap.</summary>
/// <param name="Encodings">Resource name by content encoding, the best first; the last is <c>identity</c>.</param>
public sealed record PageFile(string Path, string ContentType, bool Immutable, IReadOnlyList<(string Encoding, string Resource)> Encodings)
{
    private string? _etag;

    /// <summary>Made of the content when it is first asked for: reading all files would delay the first of them.</summary>
    public string ETag => _etag ??= $"W/\"{Hash():x16}\"";

    private ulong Hash()
    {
        using var content = Open("identity");
        var hash = new XxHash3();
        hash.Append(content);
        return hash.GetCurrentHashAsUInt64();
    }

    public Stream Open(string encoding) =>
        PageFiles.Assembly.GetManifestResourceStream(Encodings.First(e => e.Encoding == encoding).Resource)!;
}

/// <summary>The built page, embedded by Page.targets under <c>page/…</c> with its compressed variants beside it.</summary>
public static class PageFiles
{
    private const string Prefix = "page/";
    internal static readonly Assembly Assembly = typeof(PageFiles).Assembly;
    private static readonly Lazy<Dictionary<string, PageFile>> Files = new(Load);

    /// <param name="path">Without the leading slash.</param>
    public static PageFile? Find(string path) => Files.Value.GetValueOrDefault(path);

    private static Dictionary<string, PageFile> Load()
    {
        var resources = Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToHashSet();
        return resources
            .Where(name => !IsVariant(name, resources))
            .Select(name => Describe(name, resources))
            .ToDictionary(file => file.Path);
    }

    private static bool IsVariant(string name, HashSet<string> all) =>
        System.IO.Path.GetExtension(name) is ".br" or ".gz" && all.Contains(System.IO.Path.ChangeExtension(name, null));

    private static PageFile Describe(string name, HashSet<string> all)
    {
        List<(string, string)> encodings = [("identity", name)];
        if (all.Contains(name + ".gz")) encodings.Insert(0, ("gzip", name + ".gz"));
        if (all.Contains(name + ".br")) encodings.Insert(0, ("br", name + ".br"));
        var path = name[Prefix.Length..];
        // Vite puts a hash of the content into the names of everything below assets/.
        return new PageFile(path, ContentType(path), path.StartsWith("assets/", StringComparison.Ordinal), encodings);
    }

    private static string ContentType(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".json" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".woff" => "font/woff",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
