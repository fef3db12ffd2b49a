using System.Diagnostics;

namespace ClaudeLens.Tests.House;

/// <summary>The repository these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What git has or would take, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Full(string file) => Path.Combine(Root, file);

    public static IEnumerable<string> With(params string[] extensions) => Files.Where(f => extensions.Contains(Path.GetExtension(f)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ClaudeLens.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("ClaudeLens.slnx is in no folder above the tests");
        return folder.FullName;
    }

    private static string[] ListFiles()
    {
        var git = new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"]) { WorkingDirectory = Root, RedirectStandardOutput = true };
        using var process = Process.Start(git)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Root, f))).Distinct()];
    }
}
