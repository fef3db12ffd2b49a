using System.Globalization;

namespace ClaudeLens.Pricing;

/// <summary>One section of configured prices, read key by key; what is wrong with it is collected, not thrown.</summary>
internal sealed class PriceSection(IConfigurationSection section, List<string> errors)
{
    private readonly HashSet<string> _read = new(StringComparer.OrdinalIgnoreCase);

    public decimal Required(string key)
    {
        if (Number(key) is { } number)
            return number;
        if (section[key] is null)
            errors.Add($"{section.Path}: {key} is missing (USD per million tokens).");
        return 0;
    }

    public decimal? Number(string key)
    {
        _read.Add(key);
        if (section[key] is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0)
            return number;
        errors.Add($"{section.Path}:{key}: '{text}' is not a price; a number of 0 or more is.");
        return null;
    }

    public long? Tokens(string key, bool required = false)
    {
        _read.Add(key);
        var text = section[key];
        if (text is null && !required)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens > 0)
            return tokens;
        errors.Add(text is null
            ? $"{section.Path}: {key} is missing (a number of tokens)."
            : $"{section.Path}:{key}: '{text}' is not a number of tokens.");
        return null;
    }

    public PriceSection? Child(string key)
    {
        _read.Add(key);
        var child = section.GetSection(key);
        return child.Exists() ? new PriceSection(child, errors) : null;
    }

    public void RefuseOthers()
    {
        foreach (var child in section.GetChildren())
            if (!_read.Contains(child.Key))
                errors.Add($"{child.Path}: unknown setting; known are {string.Join(", ", _read)}.");
    }
}
