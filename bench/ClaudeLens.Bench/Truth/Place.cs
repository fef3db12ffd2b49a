using System.Net;
using System.Net.Sockets;

namespace ClaudeLens.Bench.Truth;

/// <summary>Folders of one run: the clients' config folder, their projects, our data. Gone afterwards.</summary>
internal sealed class Place : IDisposable
{
    public static readonly string Url = FreeAddress();
    private int _projects;

    public string Root { get; } = Directory.CreateTempSubdirectory("claudelens-truth-").FullName;
    public string Claude => Path.Combine(Root, "claude");
    public string Data => Path.Combine(Root, "data");
    public string Home => Path.Combine(Root, "home");
    public string Temp => Path.Combine(Root, "tmp");
    /// <summary>First in the clients' path: the command they are told to run there takes as long as a file is in its project.</summary>
    public string Bin => Path.Combine(Root, "bin");
    public const string Slowly = "slowly";
    public Dictionary<string, string> Environment => new() { ["HOME"] = Home, ["CLAUDE_CONFIG_DIR"] = Claude, ["CLAUDELENS_DATA_DIR"] = Data };

    public Place()
    {
        foreach (var folder in (string[])[Claude, Data, Home, Temp, Bin]) Directory.CreateDirectory(folder);
        var touch = Path.Combine(Bin, "touch");
        File.WriteAllText(touch, $"#!/bin/sh\nwhile [ -e {Slowly} ]; do sleep 0.1; done\ncommand -p touch \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(touch, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A small project of its own, trusted by the client.</summary>
    public string Project()
    {
        var folder = Path.Combine(Root, "work", $"shop-{++_projects}");
        Directory.CreateDirectory(Path.Combine(folder, "src"));
        File.WriteAllText(Path.Combine(folder, "package.json"), "{ \"name\": \"shop-api\", \"version\": \"1.4.0\" }\n");
        File.WriteAllText(Path.Combine(folder, "src", "cart.js"), "export class Cart {\n  total(sum) {\n    return Math.floor(sum);\n  }\n}\n");
        return folder;
    }

    public static string FreeAddress()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"http://{probe.LocalEndpoint}";
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
