using System.Runtime.ExceptionServices;

namespace ClaudeLens.Cli;

internal static class Terminal
{
    /// <summary>What people see at the terminal: our own words, and warnings; not the framework's chatter.</summary>
    public static void AddTerminal(this WebApplicationBuilder builder, ServeSettings settings)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // What fails here is thrown, and explained in a sentence (Failure) rather than logged with its stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Banner>();
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
