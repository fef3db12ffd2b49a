namespace ClaudeLens.Live.Fold;

/// <summary>Messages, tokens and USD of somebody: added when an entry is his, taken out when it is not.</summary>
internal sealed class TokenSums
{
    private long _input, _output, _cacheRead, _cacheCreation;

    public int Messages { get; private set; }
    public decimal Cost { get; private set; }
    /// <summary>Messages whose model has no known price.</summary>
    public int Unpriced { get; private set; }

    /// <param name="known">Taken where it says the same: most sessions use one model, and most views change in something else.</param>
    public TokenTotals Tokens(TokenTotals? known)
    {
        var same = known is not null && known.Input == _input && known.Output == _output && known.CacheRead == _cacheRead && known.CacheCreation == _cacheCreation;
        return same ? known! : new(_input, _output, _cacheRead, _cacheCreation);
    }

    public void Count(LedgerEntry entry, int sign)
    {
        Messages += sign;
        if (!entry.HasUsage) return;
        var used = entry.Used;
        _input += sign * (long)used.Input;
        _output += sign * (long)used.Output;
        _cacheRead += sign * (long)used.CacheRead;
        _cacheCreation += sign * used.CacheCreation;
        Cost += sign * entry.Cost;
        if (!entry.IsPriced) Unpriced += sign;
    }
}
