namespace ClaudeLens.Bench;

/// <summary>A home of its own for one contender: a config folder with sessions of one project, gone afterwards.</summary>
internal sealed class Layout : IDisposable
{
    private readonly string _root;

    public string Home => Path.Combine(_root, "home");
    public string Claude => Path.Combine(Home, ".claude");
    public string Work => Path.Combine(_root, "work", "shop-api");
    public string Data => Path.Combine(_root, "data");
    /// <summary>The project's folder of transcripts.</summary>
    public string Project { get; }
    public List<(string Path, Session Session)> Transcripts { get; } = [];

    public Layout(string? root = null)
    {
        _root = root ?? Directory.CreateTempSubdirectory("claudelens-bench-").FullName;
        Directory.CreateDirectory(Work);
        Directory.CreateDirectory(Data);
        Project = Path.Combine(Claude, "projects", string.Concat(Work.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')));
        Directory.CreateDirectory(Project);
    }

    /// <summary>Sessions that have begun: a prompt, an answer, a tool that ran.</summary>
    public Layout WithSessions(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var session = new Session(Work, i % 3 == 2 ? "2.1.80" : "2.1.330", seed: i);
            var path = Path.Combine(Project, session.Id + ".jsonl");
            File.WriteAllLines(path, session.Turn("Fix the rounding in the cart and document it."));
            Transcripts.Add((path, session));
        }
        return this;
    }

    /// <summary>Whole sessions until there are so many bytes.</summary>
    public Layout WithBytes(long bytes)
    {
        for (var i = 0; bytes > 0; i++)
        {
            var session = new Session(Work, i % 3 == 2 ? "2.1.80" : "2.1.330", seed: i);
            var path = Path.Combine(Project, session.Id + ".jsonl");
            using (var file = new StreamWriter(path) { NewLine = "\n" })
                foreach (var line in session.Whole(turns: 20 + i % 7 * 15))
                    file.WriteLine(line);
            bytes -= new FileInfo(path).Length;
            Transcripts.Add((path, session));
        }
        return this;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
