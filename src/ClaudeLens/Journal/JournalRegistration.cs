using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Journal;

public static class JournalRegistration
{
    public static IServiceCollection AddJournal(this IServiceCollection services)
    {
        services.AddSettings<JournalOptions>("Journal", (section, options) => section.Bind(options), new JournalOptionsValidator());
        services.AddSingleton(s => new SqliteJournal(s.GetRequiredService<IOptions<JournalOptions>>().Value.DataDir));
        services.AddSingleton<IJournal>(s => s.GetRequiredService<SqliteJournal>());
        services.AddLog<JournalUpkeep>().AddHostedService<JournalUpkeep>();
        return services;
    }
}

[OptionsValidator]
internal sealed partial class JournalOptionsValidator : IValidateOptions<JournalOptions>;
