// Three ways to know another feature that no list of usings shows: DirectionTests checks that AssemblyArrows finds them.
namespace ClaudeLens.Tests.House.Arrows.Alpha
{
    internal static class Knows
    {
        public static int InABody() => Beta.Thing.Make().Value;

        public static void InASignature(List<Gamma.Thing[]> things) => things.Clear();

        public static object InAGeneric() => new Dictionary<string, Func<Delta.Thing>>();
    }
}

namespace ClaudeLens.Tests.House.Arrows.Beta
{
    internal sealed record Thing(int Value)
    {
        public static Thing Make() => new(1);
    }
}

namespace ClaudeLens.Tests.House.Arrows.Gamma
{
    internal sealed class Thing;
}

namespace ClaudeLens.Tests.House.Arrows.Delta
{
    internal sealed class Thing;
}
