namespace ClaudeLens.Settings;

internal static class LogRegistration
{
    /// <summary>The log of one class by its name: the container would have to make up its type at start, in a native build.</summary>
    public static IServiceCollection AddLog<T>(this IServiceCollection services) =>
        services.AddSingleton<ILogger<T>>(s => new Logger<T>(s.Get<ILoggerFactory>()));
}
