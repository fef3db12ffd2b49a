using ClaudeLens.Ingest;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>Gives the reader its thread.</summary>
internal sealed class TranscriptService(IOptions<SourcesOptions> options, IIngest ingest, TimeProvider clock,
    ScanProgress progress, SourceCounters counters, GrownTranscripts grown, ILogger<TranscriptService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var positions = await ingest.ReadPositionsAsync(stoppingToken).ConfigureAwait(false);
        var roots = ConfigRoots.Resolve(options.Value.ClaudeDirs);
        var reader = new TranscriptReader(options.Value, roots, positions, ingest, clock, progress, counters, grown, log);
        await OwnThread.Run("transcripts", reader.Run, stoppingToken).ConfigureAwait(false);
    }
}
