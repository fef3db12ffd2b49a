namespace ClaudeLens.Live.Fold;

/// <summary>A session's sums by model: one or two, so a list. What is seen of them is the same object as long as nothing changes.</summary>
internal sealed class ModelSums
{
    private readonly List<(string Model, TokenSums Sums)> _models = new(1);
    private IReadOnlyList<ModelCost>? _costs;
    private IReadOnlyList<string>? _unknown;

    public void Count(string model, LedgerEntry entry, int sign)
    {
        (_costs, _unknown) = (null, null);
        foreach (var (known, sums) in _models)
        {
            if (known == model)
            {
                sums.Count(entry, sign);
                return;
            }
        }
        var added = new TokenSums();
        added.Count(entry, sign);
        _models.Add((model, added));
        _models.Sort(static (a, b) => string.CompareOrdinal(a.Model, b.Model));
    }

    /// <param name="all">The whole session's: that of its only model too, mostly.</param>
    public IReadOnlyList<ModelCost> Costs(TokenTotals all) =>
        _costs ??= _models.Where(m => m.Sums.Messages > 0).Select(m => new ModelCost(m.Model, m.Sums.Unpriced > 0 ? null : m.Sums.Cost, m.Sums.Tokens(all))).ToArray();

    /// <summary>Those without a known price.</summary>
    public IReadOnlyList<string> Unknown => _unknown ??= _models.Where(m => m.Sums.Unpriced > 0).Select(m => m.Model).ToArray();
}
