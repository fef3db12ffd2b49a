using System.Globalization;

namespace ClaudeLens.Load;

/// <summary>One run: who sends what to how many.</summary>
internal sealed record Plan
{
    public required string Contender { get; init; }
    public int Viewers { get; init; } = 1_000;
    public int Sessions { get; init; } = 1_000;
    /// <summary>Messages a second.</summary>
    public double Rate { get; init; } = 50;
    public double Seconds { get; init; } = 10;
    /// <summary>Not measured, at the beginning.</summary>
    public double WarmUp { get; init; } = 3;
    /// <summary>Viewers that never read, beside the others.</summary>
    public int Stalled { get; init; }
    /// <summary>Also the session's state with every message.</summary>
    public bool State { get; init; }

    public static Plan Parse(string contender, IReadOnlyDictionary<string, string> options)
    {
        double Number(string name, double otherwise) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var plan = new Plan { Contender = contender };
        return plan with
        {
            Viewers = (int)Number("viewers", plan.Viewers),
            Sessions = (int)Number("sessions", plan.Sessions),
            Rate = Number("rate", plan.Rate),
            Seconds = Number("seconds", plan.Seconds),
            WarmUp = Number("warm-up", plan.WarmUp),
            Stalled = (int)Number("stalled", plan.Stalled),
            State = options.ContainsKey("state"),
        };
    }
}
