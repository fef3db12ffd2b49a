using ClaudeLens.Events;
using ClaudeLens.Ingest;

namespace ClaudeLens.Sources;

/// <summary>
/// Hands batches to ingest, strictly one after the other: a position must never overtake the events before it. While one
/// is being written the next is read. What cannot be written is kept and tried again, for as long as it takes.
/// </summary>
internal sealed class BatchWriter(IIngest ingest, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100), LongestDelay = TimeSpan.FromSeconds(10);
    private AppendBatch? _batch;
    private Task _writing = Task.CompletedTask;

    /// <summary>Begins to write; waits first until the batch before is written.</summary>
    public void Write(AppendBatch batch, CancellationToken cancel)
    {
        Finish(cancel);
        _batch = batch;
        _writing = Begin(batch);
    }

    public bool IsIdle => _batch is null || _writing.IsCompleted;

    /// <summary>Waits until everything handed over is written.</summary>
    /// <exception cref="OperationCanceledException">Not all is; it is read again at the next start.</exception>
    public void Finish(CancellationToken cancel)
    {
        if (_batch is null)
            return;
        var delay = FirstDelay;
        var told = false;
        while (!TryEnd(out var error))
        {
            cancel.ThrowIfCancellationRequested();
            if (!told)
                log.LogError("Cannot write to the journal ({Reason}). What is read is kept, and tried again until it works.", error?.Message);
            told = true;
            Task.Delay(delay, clock, cancel).GetAwaiter().GetResult();
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            _writing = Begin(_batch);
        }
        if (told)
            log.LogInformation("The journal can be written again.");
        _batch = null;
    }

    private async Task Begin(AppendBatch batch) => await ingest.AppendAsync(batch).ConfigureAwait(false);

    private bool TryEnd(out Exception? error)
    {
        error = null;
        try
        {
            // Most often it is done by now; otherwise this thread has nothing better to do than to wait.
            _writing.GetAwaiter().GetResult();
            return true;
        }
        catch (JournalException e)
        {
            error = e;
            return false;
        }
    }
}
