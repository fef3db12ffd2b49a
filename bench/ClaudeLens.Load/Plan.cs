using System.Globalization;

namespace ClaudeLens.Load;

/// <summary>One run: who sends what to how many.</summary>
internal sealed record Plan
{
    public string Contender { get; init; } = "";
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
    /// <summary>The program, where it is measured whole; otherwise the one built beside this.</summary>
    public string? Server { get; init; }

    /// <param name="plan">What holds where the options say nothing.</param>
    public static Plan Parse(Plan plan, IReadOnlyDictionary<string, string> options)
    {
        double Number(string name, double otherwise) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return plan with
        {
            Viewers = (int)Number("viewers", plan.Viewers),
            Sessions = (int)Number("sessions", plan.Sessions),
            Rate = Number("rate", plan.Rate),
            Seconds = Number("seconds", plan.Seconds),
            WarmUp = Number("warm-up", plan.WarmUp),
            Stalled = (int)Number("stalled", plan.Stalled),
            State = options.ContainsKey("state"),
            Server = options.GetValueOrDefault("server"),
        };
    }
}
