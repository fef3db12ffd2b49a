using System.Text.RegularExpressions;

namespace ClaudeLens.Tests.House;

/// <summary>Who may know whom. The features stand in the order of the flow; Program knows them all.</summary>
public sealed partial class DirectionTests
{
    private static readonly Dictionary<string, string[]> MayKnow = new()
    {
        ["Events"] = [],
        ["Settings"] = [],
        ["Pricing"] = ["Events", "Settings"],
        ["Journal"] = ["Events", "Settings"],
        ["Ingest"] = ["Events", "Settings", "Journal"],
        ["Sources"] = ["Events", "Settings", "Ingest"],
        ["Live"] = ["Events", "Settings", "Journal", "Pricing"],
        ["Alerts"] = ["Events", "Settings", "Ingest", "Live"],
        ["Streams"] = ["Events", "Settings", "Journal", "Live", "Alerts"],
        ["Api"] = ["Events", "Journal", "Live", "Alerts"],
        ["Access"] = ["Settings"],
        ["Page"] = [],
        ["Cli"] = ["Events", "Settings", "Sources"],
    };

    private static readonly IReadOnlySet<(string From, string To)> Arrows = AssemblyArrows.Read(typeof(ClaudeLens.Page.PageFiles).Assembly.Location);

    private static readonly string[] Sources =
        [.. Repository.With(".cs").Where(f => f.StartsWith("src/ClaudeLens/", StringComparison.Ordinal) && f.Count(c => c == '/') > 2)];

    [Fact]
    public void No_compiled_code_knows_what_its_feature_may_not()
    {
        var wrong = Arrows.Where(a => !Allowed(a.From, a.To)).Select(a => $"{a.From} must not know {a.To}").Order();
        Assert.Empty(wrong);
    }

    /// <summary>Constants and nameof leave no trace in compiled code; they do in the source.</summary>
    [Fact]
    public void No_source_names_what_its_feature_may_not_know()
    {
        var wrong =
            from file in Sources
            from line in File.ReadLines(Repository.Full(file))
            where !line.StartsWith("namespace", StringComparison.Ordinal)
            from Match name in FullName().Matches(line)
            where MayKnow.ContainsKey(name.Groups[1].Value) && !Allowed(FeatureOf(file), name.Groups[1].Value)
            select $"{file}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_feature_has_its_place_in_the_table() =>
        Assert.Empty(Sources.Select(FeatureOf).Distinct().Except(MayKnow.Keys));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong =
            from file in Sources
            let declared = NamespaceLine().Match(File.ReadAllText(Repository.Full(file))).Groups[1].Value
            let expected = "ClaudeLens." + FeatureOf(file)
            where declared != expected && !declared.StartsWith(expected + ".", StringComparison.Ordinal)
            select $"{file} declares {declared}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void The_reader_of_arrows_sees_through_signatures_bodies_and_generics()
    {
        Assert.Contains(("Ingest", "Journal"), Arrows);
        Assert.Contains(("Journal", "Events"), Arrows);
        Assert.Equal(
            [("Alpha", "Beta"), ("Alpha", "Delta"), ("Alpha", "Gamma")],
            AssemblyArrows.Read(typeof(DirectionTests).Assembly.Location, "ClaudeLens.Tests.House.Arrows.").Order());
    }

    private static bool Allowed(string from, string to) =>
        from == to || !MayKnow.TryGetValue(from, out var known) || known.Contains(to);

    private static string FeatureOf(string file) => file.Split('/')[2];

    [GeneratedRegex(@"\bClaudeLens\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();
}
