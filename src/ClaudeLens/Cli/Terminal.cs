namespace ClaudeLens.Cli;

internal static class Terminal
{
    /// <summary>What people see at the terminal: our own words, and warnings; not the framework's chatter.</summary>
    public static void AddTerminal(this WebApplicationBuilder builder, ServeSettings settings)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is explained in a sentence, see Failure.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<Banner>();
    }
}
