using ClaudeLens.Settings;
using ClaudeLens.Sources.ProcessState;
using ClaudeLens.Sources.Transcripts;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClaudeLens.Sources;

public static class SourcesRegistration
{
    /// <summary>Reads the transcripts of this machine. <see cref="Events.SourceStatus"/> tells how far it is.</summary>
    public static IServiceCollection AddTranscripts(this IServiceCollection services)
    {
        services.AddSourcesOptions();
        services.AddSingleton<ScanProgress>();
        services.AddSingleton<SourceCounters>();
        services.AddLog<FolderAccess>().AddHostedService<FolderAccess>();
        services.AddLog<TranscriptService>().AddHostedService<TranscriptService>();
        return services;
    }

    /// <summary>Reads what live clients of this machine say of themselves.</summary>
    public static IServiceCollection AddProcessState(this IServiceCollection services)
    {
        services.AddSourcesOptions();
        services.AddLog<ProcessStateService>().AddHostedService<ProcessStateService>();
        return services;
    }

    private static void AddSourcesOptions(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSettings<SourcesOptions>("Sources", (section, options) => section.Bind(options), new SourcesOptionsValidator());
    }
}
