namespace ClaudeLens.Bench.Page;

internal sealed record Options
{
    public int Sessions { get; init; } = 1_500;
    /// <summary>Messages a second.</summary>
    public int Rate { get; init; } = 200;
    public int Seconds { get; init; } = 60;
    /// <summary>Of the same load again, only to watch the heap.</summary>
    public int Minutes { get; init; }
    /// <summary>A published server to measure instead of building one.</summary>
    public string? Server { get; init; }
    /// <summary>Where a CPU profile of the page under load goes, for DevTools.</summary>
    public string? Profile { get; init; }

    public static Options? Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            var next = (args[i], int.TryParse(value, out var number)) switch
            {
                ("--sessions", true) => options with { Sessions = number },
                ("--rate", true) => options with { Rate = number },
                ("--seconds", true) => options with { Seconds = number },
                ("--minutes", true) => options with { Minutes = Math.Min(number, 60) },
                ("--server", _) when value != "" => options with { Server = Path.GetFullPath(value) },
                ("--profile", _) when value != "" => options with { Profile = Path.GetFullPath(value) },
                _ => null,
            };
            if (next is null)
            {
                Console.Error.WriteLine("usage: page [--sessions 1500] [--rate 200] [--seconds 60] [--minutes 0] [--server PUBLISHED_BINARY] [--profile FILE.cpuprofile]");
                return null;
            }
            options = next;
        }
        return options;
    }
}
