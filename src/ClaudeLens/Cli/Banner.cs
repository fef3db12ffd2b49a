using ClaudeLens.Events;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ClaudeLens.Cli;

/// <summary>What is said at the terminal once the server runs: where, what it watches, how much it found.</summary>
internal sealed class Banner(IServer server, ServeSettings settings, IConfiguration configuration, SourceStatus status, TimeProvider time, IHostApplicationLifetime lifetime)
{
    public async Task SayAsync(IReadOnlyList<string> watched)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Console.WriteLine($"ClaudeLens is at {address}");
        foreach (var root in watched) Console.WriteLine($"  watches {root}{(Directory.Exists(root) ? "" : " (not there yet)")}");
        if (configuration.GetValue<bool>("Demo:Enabled")) Console.WriteLine("  plays made-up sessions (--demo); your own are not read");
        if (settings.Open) Browser.Open(address);
        await SayScanAsync();
    }

    /// <summary>Progress on one line of a terminal; in a log only the result.</summary>
    private async Task SayScanAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        while (status.Scan is { State: "scanning" } scan)
        {
            if (!Console.IsOutputRedirected && scan.Files > 0) Console.Write($"\r  reads {scan.FilesDone} of {scan.Files} transcripts, {Size(scan.BytesDone)} of {Size(scan.Bytes)}  ");
            try
            {
                await timer.WaitForNextTickAsync(lifetime.ApplicationStopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
        if (!Console.IsOutputRedirected) Console.Write('\r');
        Console.WriteLine($"  found {Found(status)}".PadRight(Console.IsOutputRedirected ? 0 : 60));
    }

    /// <summary>A second start reads only what came meanwhile: that is not all it found.</summary>
    private static string Found(SourceStatus status) => status.Scan switch
    {
        { FilesDone: 0 } when status.Found > 0 => $"{status.Found} transcripts, nothing new in them since the last time",
        var scan when scan.FilesDone < status.Found => $"{status.Found} transcripts, {Size(scan.BytesDone)} new in {scan.FilesDone} of them",
        var scan => $"{scan.FilesDone} transcripts, {Size(scan.BytesDone)}",
    };

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => $"{bytes / 1024.0:0} KB",
        < 1 << 30 => $"{bytes / (1024.0 * 1024):0.0} MB",
        _ => $"{bytes / (1024.0 * 1024 * 1024):0.00} GB",
    };
}
