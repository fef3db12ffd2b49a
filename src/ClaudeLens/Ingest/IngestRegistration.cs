using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Settings;

namespace ClaudeLens.Ingest;

public static class IngestRegistration
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSettings<IngestOptions>("Ingest", (section, options) => section.Bind(options), new IngestOptionsValidator())
        .AddRateLimiter(_ => { })
        .AddSingleton(new SourceStatus())
        .AddSingleton<IIngest>(s => new SingleWriter(s.Get<IJournal>(), s.Get<SourceStatus>(), s.Get<TimeProvider>()));
}
