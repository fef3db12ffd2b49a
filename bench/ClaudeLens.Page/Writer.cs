using System.Text;

namespace ClaudeLens.Bench.Page;

/// <summary>Appends to the sessions' transcripts what clients append: a tool's call, later its result; each call with a marker.</summary>
internal sealed class Writer(Layout layout, int rate)
{
    private readonly Queue<(string Path, Session Session)> _open = new();
    private int _turn, _marker;

    /// <summary>When each marker was written, ms since 1970.</summary>
    public Dictionary<int, double> Written { get; } = [];

    public int Last => _marker - 1;

    /// <summary>So many lines a second, evenly, until told to stop.</summary>
    public async Task SteadyAsync(CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var done = 0L; !stop.IsCancellationRequested;)
        {
            var due = (long)(TimeProvider.System.GetElapsedTime(begun).TotalSeconds * rate);
            for (; done < due; done++) Append();
            await Task.Delay(TimeSpan.FromMilliseconds(4), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>So many calls within a second, in forty goes.</summary>
    public async Task BurstAsync(int lines)
    {
        var begun = TimeProvider.System.GetTimestamp();
        for (var go = 1; go <= 40; go++)
        {
            for (var i = 0; i < lines / 40; i++) Call();
            var left = TimeSpan.FromMilliseconds(25 * go) - TimeProvider.System.GetElapsedTime(begun);
            if (left > TimeSpan.Zero) await Task.Delay(left, TimeProvider.System);
        }
    }

    private void Append()
    {
        // About two and a half seconds a tool.
        if (_open.Count > rate * 5 / 4) Result();
        else Call();
    }

    private void Call()
    {
        var target = layout.Transcripts[_turn++ * 7 % layout.Transcripts.Count];
        var line = target.Session.Marked(_marker);
        Written[_marker++] = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
        Write(target.Path, line);
        _open.Enqueue(target);
    }

    private void Result()
    {
        var (path, session) = _open.Dequeue();
        Write(path, session.Result());
    }

    private static void Write(string path, string line)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }
}
