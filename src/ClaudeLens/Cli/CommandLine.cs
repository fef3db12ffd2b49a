using System.CommandLine;
using System.CommandLine.Parsing;

namespace ClaudeLens.Cli;

/// <summary>
/// The command line. Every option is a configuration key too (<c>appsettings.json</c>, <c>ClaudeLens__…</c> variables):
/// what is given here goes over both.
/// </summary>
internal static class CommandLine
{
    public const string DefaultUrl = "http://127.0.0.1:5757";

    /// <returns>The process's exit code: 0, 1 failed, 2 wrong usage or configuration.</returns>
    public static async Task<int> RunAsync(string[] args, Func<ServeSettings, Task> serve)
    {
        var root = Describe(serve);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine($"claudelens: {error.Message}");
            Console.Error.WriteLine("Try 'claudelens --help'.");
            return 2;
        }
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static RootCommand Describe(Func<ServeSettings, Task> serve)
    {
        var urls = new Option<string?>("--urls") { Description = $"Address to listen on (default {DefaultUrl}); port 0 takes a free one. Loopback only.", HelpName = "URL" };
        var claudeDirs = new Option<string[]>("--claude-dir") { Description = "Config folder of Claude Code to watch; may be repeated (default: CLAUDE_CONFIG_DIR, else ~/.claude and ~/.config/claude).", HelpName = "DIR" };
        var dataDir = new Option<string?>("--data-dir") { Description = "Where the journal is kept (default: CLAUDELENS_DATA_DIR, else the platform's state folder).", HelpName = "DIR" };
        var history = new Option<string?>("--history") { Description = "How far back transcripts are read at start-up: 90m, 24h, 7d (default 24h).", HelpName = "TIME" };
        var demo = new Option<bool>("--demo") { Description = "Show the product alive with made-up sessions, in a data folder of its own." };
        var open = new Option<bool>("--open") { Description = "Open the page in the browser." };
        Option[] options = [urls, claudeDirs, dataDir, history, demo, open];

        var command = new Command("serve", "Watch and serve the page (the default).");
        var root = new RootCommand("Shows every Claude Code session live: who thinks, who runs what, who waits for you, and what it costs.");
        foreach (var option in options)
        {
            command.Options.Add(option);
            root.Options.Add(option);
        }
        root.Subcommands.Add(command);
        root.Subcommands.Add(HooksCommand.Describe(claudeDirs));
        root.Subcommands.Add(DescribeDoctor(claudeDirs, dataDir, history));
        command.SetAction(RunServe);
        root.SetAction(RunServe);
        return root;

        async Task<int> RunServe(ParseResult result)
        {
            var settings = new ServeSettings(result.GetValue(urls), result.GetValue(claudeDirs) ?? [], result.GetValue(dataDir), result.GetValue(history), result.GetValue(demo), result.GetValue(open));
            try
            {
                await serve(settings);
                return 0;
            }
            catch (Exception e) when (Failure.Explain(e, e is InvalidDataException ? null : settings.Configuration()["Urls"]) is { } exitCode)
            {
                return exitCode;
            }
        }
    }

    private static Command DescribeDoctor(Option<string[]> claudeDirs, Option<string?> dataDir, Option<string?> history)
    {
        var doctor = new Command("doctor", "What is watched, what of it can and cannot be seen, and why.") { claudeDirs, dataDir, history };
        doctor.SetAction(result =>
        {
            if (!Sources.Duration.TryParse(result.GetValue(history) ?? "24h", out var span)) return Failure.Explain(new UsageException($"--history is '{result.GetValue(history)}'; write it like 90m, 24h or 7d."), null) ?? 2;
            return Doctor.Run(result.GetValue(claudeDirs) ?? [], Path.GetFullPath(result.GetValue(dataDir) ?? ServeSettings.DefaultDataDir()), span, Console.Out, TimeProvider.System);
        });
        return doctor;
    }
}
