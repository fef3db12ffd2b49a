namespace ClaudeLens.Sources;

/// <summary>A source blocks in the kernel until something happens: it has a thread of its own, not one of the pool.</summary>
internal static class OwnThread
{
    public static Task Run(string name, Action<CancellationToken> run, CancellationToken cancel)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                run(cancel);
                ended.SetResult();
            }
            catch (Exception e)
            {
                ended.SetException(e);
            }
        })
        { Name = name, IsBackground = true };
        thread.Start();
        return ended.Task;
    }
}
