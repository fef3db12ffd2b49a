using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Settings;
using ClaudeLens.Sources.ProcessState;
using ClaudeLens.Sources.Transcripts;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources;

public static class SourcesRegistration
{
    /// <summary>Reads the transcripts of this machine. <see cref="SourceStatus"/> tells how far it is.</summary>
    public static IServiceCollection AddTranscripts(this IServiceCollection services)
    {
        services.AddSourcesOptions();
        services.AddSingleton(s => new ScanProgress(s.Get<SourceStatus>()));
        services.AddSingleton(new SourceCounters());
        services.AddLog<FolderAccess>()
            .AddHostedService(s => new FolderAccess(s.Get<IOptions<SourcesOptions>>(), s.Get<SourceStatus>(), s.Get<TimeProvider>(), s.Get<ILogger<FolderAccess>>()));
        services.AddLog<TranscriptService>()
            .AddHostedService(s => new TranscriptService(s.Get<IOptions<SourcesOptions>>(), s.Get<IIngest>(), s.Get<TimeProvider>(), s.Get<ScanProgress>(), s.Get<SourceCounters>(), s.Get<GrownTranscripts>(), s.Get<ILogger<TranscriptService>>()));
        return services;
    }

    /// <summary>Reads what live clients of this machine say of themselves.</summary>
    public static IServiceCollection AddProcessState(this IServiceCollection services)
    {
        services.AddSourcesOptions();
        services.AddLog<ProcessStateService>()
            .AddHostedService(s => new ProcessStateService(s.Get<IOptions<SourcesOptions>>(), s.Get<IIngest>(), s.Get<GrownTranscripts>(), s.Get<TimeProvider>(), s.Get<ILogger<ProcessStateService>>()));
        return services;
    }

    private static void AddSourcesOptions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new GrownTranscripts());
        services.AddSettings<SourcesOptions>("Sources", (section, options) => section.Bind(options), new SourcesOptionsValidator());
    }
}
