namespace ClaudeLens.Pricing;

/// <summary>
/// A model's name as the platforms write it, reduced to what its price depends on. <see cref="Key"/> is
/// <c>claude-family-major[-minor]</c>, so that a snapshot, an alias and the names of Bedrock and Vertex meet in one
/// entry, while a version nobody has published a price for meets none: a new model is never priced as its older sibling.
/// </summary>
internal readonly record struct ModelName(string Key, bool LongContext, bool BedrockRegional)
{
    private const string LongContextSuffix = "[1m]";

    public static ModelName Parse(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        var longContext = plain.EndsWith(LongContextSuffix, StringComparison.Ordinal);
        if (longContext)
            plain = plain[..^LongContextSuffix.Length];
        return new(Canonical(plain), longContext, IsBedrockRegional(plain));
    }

    /// <summary>The name without its <c>[1m]</c> mark: what a user who configures a price writes.</summary>
    public static string Plain(string name)
    {
        var plain = name.Trim().ToLowerInvariant();
        return plain.EndsWith(LongContextSuffix, StringComparison.Ordinal) ? plain[..^LongContextSuffix.Length] : plain;
    }

    // us.anthropic.…, eu.anthropic.… and the bare anthropic.… stay in a region; global.anthropic.… does not.
    private static bool IsBedrockRegional(string plain)
    {
        var at = plain.IndexOf("anthropic.", StringComparison.Ordinal);
        return at >= 0 && !plain.AsSpan(0, at).EndsWith("global.", StringComparison.Ordinal);
    }

    private static string Canonical(string plain)
    {
        var start = plain.LastIndexOf("claude-", StringComparison.Ordinal);
        if (start < 0)
            return plain;
        string? family = null;
        var version = "";
        foreach (var word in plain[(start + "claude-".Length)..].Split('-', '.', '@', ':'))
        {
            if (IsNumber(word))
            {
                // 20250929 is a snapshot's date; a number after the date or after v1 is no part of the version either.
                if (word.Length > 2)
                    break;
                version += "-" + word;
            }
            else if (word is "latest" or "default" || IsRevision(word))
                break;
            else if (family is null && word.Length > 0 && word.All(char.IsAsciiLetter))
                family = word;
            else
                return plain;
        }
        if (version.EndsWith("-0", StringComparison.Ordinal))
            version = version[..^2];
        return family is null || version.Length == 0 ? plain : $"claude-{family}{version}";
    }

    private static bool IsRevision(string word) => word.Length > 1 && word[0] == 'v' && IsNumber(word[1..]);

    private static bool IsNumber(string word) => word.Length > 0 && word.All(char.IsAsciiDigit);
}
