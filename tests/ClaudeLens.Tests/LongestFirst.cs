using ClaudeLens.Tests.Browser;
using ClaudeLens.Tests.Flow;
using ClaudeLens.Tests.House;
using ClaudeLens.Tests.Streams;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(ClaudeLens.Tests.LongestFirst))]

namespace ClaudeLens.Tests;

/// <summary>What takes longest begins first, and the many short ones fill what is left: nothing long is alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [nameof(NativeBuildTests), BrowserCollection.Name, nameof(WebTests), nameof(CuttingTests), nameof(SlowViewerTests), nameof(StreamKillTests), nameof(KillTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(each => Rank(each.TestCollectionDisplayName)).ThenBy(each => each.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank(string name) => Array.FindIndex(Long, each => name == each || name.Contains($".{each} ", StringComparison.Ordinal)) is >= 0 and var rank ? rank : Long.Length;
}
