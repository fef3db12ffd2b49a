namespace ClaudeLens.Cli;

/// <summary>What people read at the terminal beside the banner: what our own parts note, and the framework's warnings, a line each.</summary>
internal sealed class TerminalLog : ILoggerProvider
{
    /// <summary>The library's factory, handed over whole: the container would put it together from a dozen services at every start.</summary>
    public static ILoggerFactory Factory() => new LoggerFactory([new TerminalLog()], new LoggerFilterOptions
    {
        Rules =
        {
            new LoggerFilterRule(null, null, LogLevel.Information, null),
            new LoggerFilterRule(null, "Microsoft", LogLevel.Warning, null),
            // What fails here is thrown, and explained in a sentence (Failure) rather than logged with its stack.
            new LoggerFilterRule(null, "Microsoft.Extensions.Hosting", LogLevel.None, null),
        },
    });

    public ILogger CreateLogger(string categoryName) => new Category(categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var stack = exception is null ? "" : $" {exception}";
            Console.WriteLine($"{Word(logLevel)}: {name}: {formatter(state, exception)}{stack}".ReplaceLineEndings(" "));
        }

        private static string Word(LogLevel level) => level switch
        {
            LogLevel.Warning => "warning",
            >= LogLevel.Error => "error",
            _ => "info",
        };
    }
}
