using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>Messages, tokens and USD of somebody: added when an entry is his, taken out when it is not.</summary>
internal sealed class TokenSums
{
    private long _input, _output, _cacheRead, _cacheCreation;

    public int Messages { get; private set; }
    public decimal Cost { get; private set; }
    /// <summary>Messages whose model has no known price.</summary>
    public int Unpriced { get; private set; }

    public TokenTotals Tokens => new(_input, _output, _cacheRead, _cacheCreation);

    public void Count(LedgerEntry entry, int sign)
    {
        Messages += sign;
        if (entry.Usage is not { } usage) return;
        _input += sign * usage.Input;
        _output += sign * usage.Output;
        _cacheRead += sign * usage.CacheRead;
        _cacheCreation += sign * (usage.CacheWrite5m + usage.CacheWrite1h);
        if (entry.Cost is { } cost) Cost += sign * cost;
        else Unpriced += sign;
    }
}
