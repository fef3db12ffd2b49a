using System.Text.RegularExpressions;
using ClaudeLens.Journal;

namespace ClaudeLens.Tests.House;

/// <summary>The order in which the native build lays out what runs for a line is measured, and grows old as the code changes.</summary>
public sealed partial class LineOrderTests
{
    [Fact]
    public void The_order_of_the_native_file_knows_the_code_as_it_is()
    {
        var types = typeof(IJournal).Assembly.GetTypes().Select(t => "claudelens_" + Mangled().Replace(t.FullName!.Split('[')[0], "_")).ToHashSet();
        var ours = File.ReadLines(Repository.Full("src/ClaudeLens/Line.order")).Where(f => f.StartsWith("claudelens_ClaudeLens_", StringComparison.Ordinal)).ToList();

        var unknown = ours.Where(f => !types.Any(t => f.StartsWith(t, StringComparison.Ordinal))).ToList();

        Assert.True(ours.Count > 100, "It names few functions of ours: make it anew as docs/decisions/0015 says.");
        Assert.True(unknown.Count < ours.Count / 10, $"It is old, make it anew as docs/decisions/0015 says: there is no {string.Join(", ", unknown.Take(5))}.");
    }

    [GeneratedRegex("[^A-Za-z0-9]")]
    private static partial Regex Mangled();
}
