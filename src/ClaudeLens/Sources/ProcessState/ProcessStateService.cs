using ClaudeLens.Ingest;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>Gives the reader its thread.</summary>
internal sealed class ProcessStateService(IOptions<SourcesOptions> options, IIngest ingest, GrownTranscripts grown, TimeProvider clock, ILogger<ProcessStateService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var roots = ConfigRoots.Resolve(options.Value.ClaudeDirs);
        var reader = new ProcessReader(roots, ingest, ProcessTable.OfThisMachine(clock), ProcClients.OfThisMachine(roots, clock), grown, clock, options.Value.Watch, log);
        reader.Remember(await ingest.ReadPositionsAsync(stoppingToken));
        await OwnThread.Run("process state", reader.Run, stoppingToken);
    }
}
