using Microsoft.Extensions.Options;

namespace ClaudeLens.Live;

public sealed record LiveOptions
{
    /// <summary>A session without activity for so long leaves the live view, unless a tool of a living process still runs or it waits for a human.</summary>
    public TimeSpan SessionTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long ended sessions are kept for <c>?include=ended</c>.</summary>
    public TimeSpan KeepEnded { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Without process state, a tool that may need a permission and shows nothing for so long is taken to wait for one.</summary>
    public TimeSpan SilentToolIsWaiting { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Lines of the feed that a newcomer gets.</summary>
    public int FeedLength { get; set; } = 200;
}

internal sealed class LiveOptionsValidator : IValidateOptions<LiveOptions>
{
    public ValidateOptionsResult Validate(string? name, LiveOptions options)
    {
        List<string> wrong = [];
        Check(options.SessionTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromDays(7), nameof(options.SessionTimeout));
        Check(options.KeepEnded, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365), nameof(options.KeepEnded));
        Check(options.SilentToolIsWaiting, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), nameof(options.SilentToolIsWaiting));
        if (options.FeedLength is < 10 or > 5000) wrong.Add($"Live:FeedLength must be between 10 and 5000, not {options.FeedLength}.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);

        void Check(TimeSpan value, TimeSpan from, TimeSpan to, string key)
        {
            if (value < from || value > to) wrong.Add($"Live:{key} must be between {from} and {to}, not {value}.");
        }
    }
}
