namespace ClaudeLens.Bench;

internal sealed record Options
{
    public required string Benchmark { get; init; }
    /// <summary>Appends measured, after a warm-up.</summary>
    public int Samples { get; init; } = 400;
    public int[] Files { get; init; } = [1, 1_001];
    /// <summary>Lines written at once by <c>burst</c>, and how often.</summary>
    public int Lines { get; init; } = 300;
    public int Rounds { get; init; } = 10;
    /// <summary>Transcripts read by <c>start</c>.</summary>
    public int Megabytes { get; init; } = 1_024;
    /// <summary>Names of contenders; empty: all.</summary>
    public string[] Only { get; init; } = [];
    /// <summary>A published server to measure instead of building one.</summary>
    public string? Server { get; init; }
    /// <summary>Where <c>generate</c> writes transcripts, to look at them or to profile with them; the file that <c>order</c> writes.</summary>
    public string? Into { get; init; }
    /// <summary>Of <c>truth</c>: the folder with the stub of the API, where clients are or get installed, which versions and scenarios.</summary>
    public string? Driver { get; init; }
    public string? Clients { get; init; }
    public string[] Versions { get; init; } = [];
    public string[] Scenarios { get; init; } = [];
    /// <summary>Of <c>truth</c>: <c>claudelens hooks install</c> runs first, for clients that post.</summary>
    public bool WithHooks { get; init; }
    public TimeSpan Limit => TimeSpan.FromMinutes(Benchmark == "truth" ? 30 : 15);

    public static Options? Parse(string[] args)
    {
        if (args is not ["append-to-frame" or "burst" or "start" or "fold" or "truth" or "generate" or "order", .. var rest] || rest.Length % 2 != 0)
            return Usage();
        var options = new Options { Benchmark = args[0] };
        for (var i = 0; i < rest.Length; i += 2)
        {
            var value = rest[i + 1];
            var next = rest[i] switch
            {
                "--samples" => options with { Samples = int.Parse(value) },
                "--files" => options with { Files = [.. value.Split(',').Select(int.Parse)] },
                "--lines" => options with { Lines = int.Parse(value) },
                "--rounds" => options with { Rounds = int.Parse(value) },
                "--megabytes" => options with { Megabytes = int.Parse(value) },
                "--only" => options with { Only = value.Split(',') },
                "--server" => options with { Server = Path.GetFullPath(value) },
                "--into" => options with { Into = Path.GetFullPath(value) },
                "--driver" => options with { Driver = Path.GetFullPath(value) },
                "--clients" => options with { Clients = Path.GetFullPath(value) },
                "--versions" => options with { Versions = value.Split(',') },
                "--hooks" => options with { WithHooks = value == "installed" },
                "--scenarios" => options with { Scenarios = value.Split(',') },
                _ => null,
            };
            if (next is null)
                return Usage();
            options = next;
        }
        return options is { Benchmark: "order", Into: null } or { Benchmark: "order", Server: null } ? Usage() : options;
    }

    private static Options? Usage()
    {
        Console.Error.WriteLine("""
            usage: bench append-to-frame|burst|start|fold [--samples N] [--files 1,1001] [--lines N] [--rounds N] [--megabytes N]
                   [--only floor,claudelens,agent-flow,ctrl-daemon,claude-code-templates] [--server PUBLISHED_BINARY]
                   bench truth --driver FOLDER [--only headless,interactive] [--versions 2.1.330,2.1.80] [--scenarios tools,fork]
                   [--hooks installed] [--clients FOLDER] [--server PUBLISHED_BINARY]
                   bench generate --into FOLDER [--megabytes N]
                   bench order --into FILE --server PUBLISHED_BINARY_WITH_SYMBOLS
            """);
        return null;
    }
}
