using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClaudeLens.Tests.House;

/// <summary>What keeps the house easy to find one's way in.</summary>
public sealed partial class LayoutTests
{
    private const int LongestFile = 400;
    private static readonly string[] Code = [".cs", ".ts", ".tsx", ".mjs", ".css", ".sh"];

    /// <summary>Written by a program for programs.</summary>
    private static readonly string[] Generated = ["web/src/wire/schema.ts"];

    [Fact]
    public void No_folder_is_a_drawer_for_everything()
    {
        string[] drawers = ["helpers", "utils", "util", "models", "services", "common", "managers", "misc", "shared"];
        var wrong = Repository.Files.Where(f => f.ToLowerInvariant().Split('/').SkipLast(1).Intersect(drawers).Any());
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_is_long()
    {
        var wrong =
            from file in Repository.With(Code)
            where !Generated.Contains(file)
            let lines = File.ReadLines(Repository.Full(file)).Count()
            where lines > LongestFile
            select $"{file} has {lines} lines";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Nothing_speaks_of_the_machine_it_was_written_on()
    {
        var wrong =
            from file in Repository.With([.. Code, ".md", ".json", ".jsonl", ".props", ".targets", ".csproj", ".yml", ""])
            where !file.EndsWith("House/LayoutTests.cs", StringComparison.Ordinal)
            from line in File.ReadLines(Repository.Full(file))
            where MachinePath().IsMatch(line)
            select $"{file}: {line[..Math.Min(line.Length, 160)].Trim()}";
        Assert.Empty(wrong.Take(20));
    }

    [Fact]
    public void Lock_files_name_no_server()
    {
        var locks = Repository.Files.Where(f => Path.GetFileName(f) is "packages.lock.json" or "package-lock.json").ToList();
        Assert.NotEmpty(locks);
        Assert.DoesNotContain(locks, file => File.ReadAllText(Repository.Full(file)).Contains("\"resolved\": \"http", StringComparison.Ordinal));
    }

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = XDocument.Load(Repository.Full("ClaudeLens.slnx")).Descendants("Project").Select(p => p.Attribute("Path")!.Value);
        Assert.Equal(Repository.With(".csproj").Order(), solution.Order());
    }

    [Fact]
    public void Every_link_in_the_documents_leads_somewhere()
    {
        var wrong =
            from file in Repository.With(".md")
            from Match link in Link().Matches(CodeBlock().Replace(File.ReadAllText(Repository.Full(file)), ""))
            let target = link.Groups[1].Value
            where !target.Contains("://", StringComparison.Ordinal) && !Exists(file, target)
            select $"{file}: {target}";
        Assert.Empty(wrong);
    }

    private static bool Exists(string from, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? Repository.Full(from) : Path.Combine(Repository.Root, Path.GetDirectoryName(from)!, parts[0]);
        if (!File.Exists(path) && !Directory.Exists(path)) return false;
        return parts.Length == 1 || File.ReadLines(path).Any(line => line.StartsWith('#') && Anchor(line) == parts[1]);
    }

    private static string Anchor(string heading) =>
        NotInAnchor().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"(?<![\w.*-])/(work|root|tmp/wt)/|registry\.npmjs\.org|api\.nuget\.org")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
