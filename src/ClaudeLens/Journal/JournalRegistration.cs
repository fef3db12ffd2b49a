using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Journal;

public static class JournalRegistration
{
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        // Loaded beside the rest of the start: a megabyte of library.
        _ = Task.Run(EmbeddedSqlite.Use);
        services.AddSettings<JournalOptions>("Journal", (section, options) => section.Bind(options), new JournalOptionsValidator());
        services.AddSingleton(s => new SqliteJournal(s.Get<IOptions<JournalOptions>>().Value.DataDir));
        services.AddSingleton<IJournal>(s => s.Get<SqliteJournal>());
        services.AddLog<JournalUpkeep>()
            .AddHostedService(s => new JournalUpkeep(s.Get<SqliteJournal>(), s.Get<IOptions<JournalOptions>>(), s.Get<TimeProvider>(), s.Get<ILogger<JournalUpkeep>>()));
        return services;
    }
}

[OptionsValidator]
internal sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>;
