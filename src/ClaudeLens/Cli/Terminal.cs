using System.Runtime.ExceptionServices;
using ClaudeLens.Events;
using ClaudeLens.Settings;
using Microsoft.AspNetCore.Hosting.Server;

namespace ClaudeLens.Cli;

internal static class Terminal
{
    /// <summary>What people see at the terminal.</summary>
    public static void AddTerminal(this WebApplicationBuilder builder, ServeSettings settings, ILoggerFactory logs)
    {
        builder.Services.AddSingleton(logs);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(s => new Banner(s.Get<IServer>(), settings, s.Get<IConfiguration>(), s.Get<SourceStatus>(), s.Get<TimeProvider>(), s.Get<IHostApplicationLifetime>()));
    }

    /// <summary>
    /// Until it is told to stop, or a part of it fails: the host then stops by itself, and would leave with exit code 0 and
    /// without a word.
    /// </summary>
    public static async Task RunToTheEndAsync(this WebApplication app, Func<Task> started)
    {
        try
        {
            await app.StartAsync();
            await started();
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was starting.
        }
        foreach (var service in app.Services.GetServices<IHostedService>().OfType<BackgroundService>())
        {
            if (service.ExecuteTask is { IsFaulted: true, Exception: { } failed }) ExceptionDispatchInfo.Throw(failed.InnerException!);
        }
        await app.DisposeAsync();
    }
}
