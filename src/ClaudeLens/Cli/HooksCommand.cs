using System.CommandLine;
using ClaudeLens.Sources;
using ClaudeLens.Sources.Hooks;

namespace ClaudeLens.Cli;

/// <summary><c>claudelens hooks install | remove | status</c>: our entries in the settings of Claude Code. Nothing is installed unasked.</summary>
internal static class HooksCommand
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    public static Command Describe(Option<string[]> claudeDirs)
    {
        var urls = new Option<string?>("--urls") { Description = $"Address the server listens on (default {CommandLine.DefaultUrl}).", HelpName = "URL" };
        var hooks = new Command("hooks", "Opt-in hooks in Claude Code's settings: clients tell at once that they ask for a permission, and that they end.");
        Add("install", "Add them to settings.json of each config folder; everything else in it stays.", install: true);
        Add("remove", "Take them out again.", install: false);
        Add("status", "Say where they are installed.", install: null);
        return hooks;

        void Add(string name, string description, bool? install)
        {
            var command = new Command(name, description) { claudeDirs };
            if (install == true) command.Options.Add(urls);
            command.SetAction(result =>
            {
                try
                {
                    var url = new ServeSettings(result.GetValue(urls), [], null, null, Demo: false, Open: false).Configuration()["Urls"]!;
                    return Run(install, result.GetValue(claudeDirs) ?? [], url, Console.Out, TimeProvider.System);
                }
                catch (Exception e) when (Failure.Explain(e, null) is { } exitCode)
                {
                    return exitCode;
                }
            });
            hooks.Subcommands.Add(command);
        }
    }

    /// <param name="install">Null: only look.</param>
    /// <returns>The exit code; 1 when a file could not be read or written, or had better not be.</returns>
    public static int Run(bool? install, IReadOnlyList<string> claudeDirs, string urls, TextWriter to, TimeProvider time)
    {
        var roots = ConfigRoots.Resolve(claudeDirs);
        var there = roots.Where(Directory.Exists).ToList();
        if (there.Count == 0) return Say($"No config folder of Claude Code is there: {string.Join(", ", roots)}.");
        var failed = 0;
        foreach (var folder in there)
        {
            try
            {
                to.WriteLine(install switch
                {
                    true => Install(SettingsFile.Of(folder), folder, Endpoint(urls), time),
                    false => Remove(SettingsFile.Of(folder)),
                    null => Status(SettingsFile.Of(folder)),
                });
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or OldClientException)
            {
                failed = Say($"{Path.Combine(folder, "settings.json")} is left as it is: {e.Message}.");
            }
        }
        return failed;
    }

    private static string Install(SettingsFile file, string folder, string url, TimeProvider time)
    {
        var old = DoctorClients.Versions([folder], time.GetUtcNow() - Lately).Keys.Where(v => v < HookSettings.FirstClient).Order().ToList();
        if (old.Count > 0)
            throw new OldClientException($"{string.Join(", ", old)} ran here in the last {Lately.Days} days, and the older of the clients before {HookSettings.FirstClient} skip a settings file with such hooks, its permission rules too");
        if (!HookSettings.Install(file.Settings, url)) return $"{file.Path} has them already.";
        file.Write();
        return $"{file.Path}: sessions that begin from now on post to {url}. Use no client before {HookSettings.FirstClient} with it: it may skip the whole file.";
    }

    private static string Remove(SettingsFile file)
    {
        if (!HookSettings.Remove(file.Settings)) return $"{file.Path} has none.";
        file.Write();
        return $"{file.Path}: removed.";
    }

    private static string Status(SettingsFile file)
    {
        var addresses = HookSettings.Addresses(file.Settings);
        if (addresses.Count == 0) return $"{file.Path}: not installed.";
        return $"{file.Path}: installed, to {string.Join(" and ", addresses)}{(HookSettings.AreOff(file.Settings) ? ", but all hooks are off (disableAllHooks)" : "")}.";
    }

    private static string Endpoint(string urls)
    {
        var url = urls.Split(';')[0];
        return Uri.TryCreate(url, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", Port: > 0 }
            ? new Uri(address, HooksSetup.Path).ToString()
            : throw new UsageException($"'{url}' is no address a client can post to: give the one the server listens on, such as {CommandLine.DefaultUrl}.");
    }

    private static int Say(string sentence)
    {
        Console.Error.WriteLine($"claudelens: {sentence}");
        return 1;
    }

    private sealed class OldClientException(string message) : Exception(message);
}
