using ClaudeLens.Sources.Hooks;
using ClaudeLens.Sources.ProcessState;

namespace ClaudeLens.Cli;

/// <summary>Are hooks installed, and what would they add?</summary>
internal static class DoctorHooks
{
    public static IEnumerable<Finding> Examine(IReadOnlyList<string> roots, TimeSpan history, TimeProvider time) =>
        roots.Where(Directory.Exists).Select(root => Look(root, [.. DoctorClients.Versions([root], time.GetUtcNow() - history).Keys.Order()]));

    private static Finding Look(string root, IReadOnlyList<Version> versions)
    {
        try
        {
            var file = SettingsFile.Of(root);
            var tooOld = versions.Where(v => v < HookSettings.FirstClient).ToList();
            var silent = versions.Where(v => v >= HookSettings.FirstClient && v < ClientVersion.WithProcessState).ToList();
            if (HookSettings.Addresses(file.Settings) is [var address, ..])
            {
                if (tooOld.Count > 0)
                    return new(Level.Fails, $"{file.Path} has hooks, and {string.Join(", ", tooOld)} ran with it: clients before {HookSettings.FirstClient} do not post, and the older ones skip such a file, its permission rules too. Take them out with 'claudelens hooks remove', or use a later client.");
                return HookSettings.AreOff(file.Settings)
                    ? new(Level.Note, $"{file.Path} has hooks, and disableAllHooks in it: none is run.")
                    : new(Level.Ok, $"{file.Path} has hooks to {address}: its clients tell at once that they ask for a permission, and that they end.");
            }
            if (silent.Count > 0)
                return new(Level.Note, $"{file.Path} has no hooks: with them {string.Join(", ", silent)} would tell of a permission at once, not after 10 s as a guess ('claudelens hooks install').");
            return new(Level.Ok, versions.Count > tooOld.Count
                ? $"{file.Path} has no hooks, and they would add little: its clients tell what they do."
                : $"{file.Path} has no hooks. Clients from {HookSettings.FirstClient} on can have them ('claudelens hooks install').");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return new(Level.Note, $"{Path.Combine(root, "settings.json")} cannot be looked into for hooks: {e.Message}.");
        }
    }
}
