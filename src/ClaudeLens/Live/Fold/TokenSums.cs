namespace ClaudeLens.Live.Fold;

/// <summary>Messages, tokens and USD of somebody: added when an entry is his, taken out when it is not.</summary>
internal sealed class TokenSums
{
    private TokenTotals _tokens = TokenTotals.Zero;
    private long _input, _output, _cacheRead, _cacheCreation;

    public int Messages { get; private set; }
    public decimal Cost { get; private set; }
    /// <summary>Messages whose model has no known price.</summary>
    public int Unpriced { get; private set; }

    /// <summary>The same object as long as nothing changes.</summary>
    public TokenTotals Tokens => _tokens.Input == _input && _tokens.Output == _output && _tokens.CacheRead == _cacheRead && _tokens.CacheCreation == _cacheCreation
        ? _tokens
        : _tokens = new(_input, _output, _cacheRead, _cacheCreation);

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
