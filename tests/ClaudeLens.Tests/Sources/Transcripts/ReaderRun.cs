using ClaudeLens.Events;
using ClaudeLens.Sources;
using ClaudeLens.Sources.Transcripts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>A config folder of its own, and the real reader on it while it lives.</summary>
internal sealed class ReaderRun : IDisposable
{
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;

    public string Root { get; } = Directory.CreateTempSubdirectory("claudelens-").FullName;
    public MemoryIngest Ingest { get; set; } = new();
    public SourceStatus Status { get; private set; } = new();
    public ScanProgress Progress { get; private set; } = new(new SourceStatus());
    public SourceCounters Counters { get; private set; } = new();
    public GrownTranscripts Grown { get; } = new();
    public ILogger Log { get; set; } = NullLogger.Instance;
    public SourcesOptions Options { get; } = new() { LiveSweep = TimeSpan.FromMilliseconds(50), FullSweep = TimeSpan.FromMilliseconds(100) };
    public IReadOnlyList<string>? Roots { get; set; }

    public string File(string relative)
    {
        var path = Path.Combine(Root, "projects", relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    public async Task<ReaderRun> Start(IEnumerable<ReadPosition>? positions = null)
    {
        (Status, Counters, _stop) = (new(), new(), new());
        Progress = new(Status);
        var reader = new TranscriptReader(Options, Roots ?? [Root], positions ?? Ingest.Positions, Ingest, TimeProvider.System, Progress, Counters, Grown, Log);
        _running = OwnThread.Run("test", reader.Run, _stop.Token);
        await Until(() => Progress.State == "watching");
        return this;
    }

    public async Task Stop()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _running.WaitAsync(Wait.Patience);
        _stop = null;
    }

    public async Task Until(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Wait.Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition())
        {
            if (_running.IsFaulted)
                await _running;
            await tick.WaitForNextTickAsync(limit.Token);
        }
    }

    public void Dispose()
    {
        Stop().GetAwaiter().GetResult();
        Directory.Delete(Root, recursive: true);
    }
}
