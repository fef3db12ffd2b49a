namespace ClaudeLens.Tests.Flow;

/// <summary>Folders of one test: a config folder as Claude Code writes it, and a data folder. Gone afterwards.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch()
    {
        Root = Directory.CreateTempSubdirectory("claudelens-").FullName;
        ConfigDir = Path.Combine(Root, "claude");
        DataDir = Path.Combine(Root, "data");
        Directory.CreateDirectory(Path.Combine(ConfigDir, "projects"));
    }

    public string Root { get; }
    public string ConfigDir { get; set; }
    public string DataDir { get; set; }

    /// <summary>The program: what the build of these tests made, unless a test has another.</summary>
    public string[] Command { get; set; } = ["dotnet", Path.Combine(AppContext.BaseDirectory, "claudelens.dll")];

    /// <summary>Further variables for the program.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What a shell does before it becomes the program, e.g. <c>ulimit</c>.</summary>
    public string? Shell { get; set; }

    public string Transcript(string project, string sessionId)
    {
        var folder = Path.Combine(ConfigDir, "projects", project);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, sessionId + ".jsonl");
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A killed program's last file may still be on its way out; the system's temporary folder is cleaned anyway.
        }
    }
}
