namespace ClaudeLens.Sources;

/// <summary>Which transcripts were written on while we watched: told by who reads them to who asks for their writers.</summary>
internal sealed class GrownTranscripts
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _paths = [];

    public void Add(string path)
    {
        lock (_lock)
            _paths.Add(path);
    }

    /// <summary>Those since it was last asked.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            if (_paths.Count == 0)
                return [];
            string[] taken = [.. _paths];
            _paths.Clear();
            return taken;
        }
    }
}
