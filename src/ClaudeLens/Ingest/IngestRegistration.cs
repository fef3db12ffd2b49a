using ClaudeLens.Events;

namespace ClaudeLens.Ingest;

public static class IngestRegistration
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services.AddSingleton<SourceStatus>().AddSingleton<IIngest, SingleWriter>();
}
