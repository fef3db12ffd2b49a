using ClaudeLens.Sources;

namespace ClaudeLens.Cli;

/// <summary><c>claudelens doctor</c>: what is watched, what can be seen of it and what cannot, and why. Changes nothing.</summary>
internal static class Doctor
{
    /// <returns>0; 1 when something that should be seen cannot be.</returns>
    public static int Run(IEnumerable<string> claudeDirs, string dataDir, TimeSpan history, TextWriter to, TimeProvider time)
    {
        var failed = false;
        foreach (var finding in Examine(ConfigRoots.Resolve(claudeDirs), dataDir, history, time))
        {
            failed |= finding.Level == Level.Fails;
            to.WriteLine($"{finding.Level.ToString().ToLowerInvariant(),-6} {finding.Text}");
        }
        return failed ? 1 : 0;
    }

    private static IEnumerable<Finding> Examine(IReadOnlyList<string> roots, string dataDir, TimeSpan history, TimeProvider time) =>
    [
        .. DoctorFolders.Examine(roots),
        .. DoctorClients.Examine(roots, history, time),
        .. DoctorHooks.Examine(roots, history, time),
        .. DoctorWatching.Examine(roots),
        .. DoctorJournal.Examine(dataDir),
    ];
}

internal enum Level
{
    Ok,
    /// <summary>A limit: something is seen late, or guessed.</summary>
    Note,
    Fails,
}

internal readonly record struct Finding(Level Level, string Text);
