using ClaudeLens.Events;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources;

/// <summary>Says which config folders we may not read, for as long as that is so. A folder that is not there yet is no fault.</summary>
internal sealed class FolderAccess(IOptions<SourcesOptions> options, SourceStatus status, TimeProvider clock, ILogger<FolderAccess> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var folders = ConfigRoots.Resolve(options.Value.ClaudeDirs).SelectMany(root => new[] { root, Path.Combine(root, "projects") }).ToList();
        var closed = new HashSet<string>();
        using var timer = new PeriodicTimer(options.Value.FullSweep, clock);
        do
        {
            foreach (var folder in folders) Check(folder, closed);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Check(string folder, HashSet<string> closed)
    {
        if (CanRead(folder))
        {
            if (closed.Remove(folder)) status.Works(folder);
            return;
        }
        if (!closed.Add(folder)) return;
        status.Fails(folder, $"{folder} cannot be read: permission denied. Its sessions are not shown.", clock.GetUtcNow());
        log.LogWarning("{Folder} cannot be read: permission denied. Its sessions are not shown.", folder);
    }

    private static bool CanRead(string folder)
    {
        try
        {
            using var entries = Directory.EnumerateFileSystemEntries(folder).GetEnumerator();
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
