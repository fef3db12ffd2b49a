using ClaudeLens.Events;
using ClaudeLens.Tests.House;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>Files of real clients through the real reader.</summary>
public sealed class RecordingsTests
{
    private static readonly string Recordings = Repository.Full("tests/ClaudeLens.Tests/Recordings");

    public static TheoryData<string, int> Cases => new(
        from version in new[] { "1.0.128", "2.1.80", "2.1.330" }
        from seed in Enumerable.Range(1, 3)
        select (version, seed));

    /// <summary>Files that grow piece by piece, cut anywhere, while the reader is stopped and started again: nothing is lost, nothing comes twice.</summary>
    [Theory, MemberData(nameof(Cases))]
    public async Task However_files_grow_and_however_often_we_start_the_events_are_the_same(string version, int seed)
    {
        var random = new Random(seed);
        var files = Directory.GetFiles(Path.Combine(Recordings, version, "projects"), "*", SearchOption.AllDirectories);
        var expected = await AtOnce(files, version);

        using var run = new ReaderRun();
        var left = files.ToDictionary(file => file, File.ReadAllBytes);
        for (var round = 0; left.Count > 0; round++)
        {
            if (round % 2 == 0)
                await run.Start();
            foreach (var (file, bytes) in left.OrderBy(_ => random.Next()).ToArray())
            {
                // A description is written whole, then replaced; its transcript grows anywhere, also in mid-character.
                var length = file.EndsWith(".json", StringComparison.Ordinal) || round > 12 ? bytes.Length : random.Next(bytes.Length + 1);
                Lines.Append(Copy(run, file, version), bytes[..length]);
                if (length == bytes.Length)
                    left.Remove(file);
                else
                    left[file] = bytes[length..];
            }
            if (round % 2 == 1)
                await run.Stop();
        }
        await run.Stop();
        await run.Start();
        await run.Ingest.Until(events => events.Count(IsInAFile) >= expected.Count);
        await run.Stop();

        var got = run.Ingest.Events.Where(IsInAFile).ToList();
        Assert.Empty(expected.Except(got.Select(Said)));
        // After a start the facts that hold are told once more.
        Assert.Empty(got.Where(e => e.Kind is not (EventKind.State or EventKind.Title)).Select(Said).Except(expected));
        Assert.Equal(0, run.Ingest.Events.GroupBy(e => e.Id).Count(g => g.Count() > 1));
    }

    private static async Task<List<string>> AtOnce(string[] files, string version)
    {
        using var run = new ReaderRun();
        foreach (var file in files)
            File.Copy(file, Copy(run, file, version));
        await run.Start();
        var metas = files.Count(file => file.EndsWith(".meta.json", StringComparison.Ordinal));
        var events = await run.Ingest.Until(events => events.Count(e => e.Kind == EventKind.Subagent && IsInAFile(e)) >= metas);
        return [.. events.Where(IsInAFile).Select(Said)];
    }

    /// <summary>Not put together from two files: that needs both to be read in one run.</summary>
    private static bool IsInAFile(SessionEvent e) => e.Kind switch
    {
        EventKind.Subagent => e.Uuid is null,
        // A title that names a line of another file has no place in either.
        EventKind.Title => e.Id.Place > 0,
        _ => true,
    };

    private static string Copy(ReaderRun run, string file, string version) =>
        run.File(Path.GetRelativePath(Path.Combine(Recordings, version, "projects"), file));

    private static string Said(SessionEvent e) =>
        $"{e.Id} {e.SessionId} {e.AgentId} {e.Kind} {e.Summary} {e.Message} {e.Tool} {e.Outcome} {e.Failure} {e.Compaction} {e.RequestId} {e.Subagent?.ToolUseId}";
}
