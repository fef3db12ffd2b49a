using System.Text;
using ClaudeLens.Events;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>What may stand in the way of reading, and must not.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly ReaderRun _run = new();
    private string Transcript => _run.File($"-home-dev/{Lines.Session}.jsonl");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task Torn_empty_overlong_and_nul_filled_lines_are_counted_and_the_others_taken()
    {
        _run.Options.MaxLineBytes = 2000;
        await _run.Start();
        Lines.Append(Transcript, [.. "\n{\"type\":\"user\",\"mess\n"u8, .. new byte[500], (byte)'\n', 0xff, 0xfe, (byte)'\n', .. Encoding.UTF8.GetBytes(new string('x', 5000)), (byte)'\n',
            0, 0, 0, .. Lines.Bytes(Lines.Prompt("after nuls")), .. "[1,2]\n{\"type\":\"user\"}}\n"u8, .. Lines.Bytes(Lines.Prompt("last", 1))]);

        await _run.Ingest.Until(events => events.Count == 2);
        await _run.Until(() => _run.Counters.Torn == 3);

        Assert.Equal(["after nuls", "last"], _run.Ingest.Events.Select(e => e.Summary));
        Assert.Equal(1, _run.Counters.TooLong);
        Assert.Contains(Transcript, Assert.Single(_run.Status.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Odd_files_and_folders_do_no_harm()
    {
        File.WriteAllBytes(_run.File("-home-dev/empty.jsonl"), []);
        Directory.CreateDirectory(_run.File("-home-dev/folder.jsonl"));
        Directory.CreateSymbolicLink(_run.File("-home-dev/session/loop"), _run.Root);
        File.CreateSymbolicLink(_run.File("-home-dev/dangling.jsonl"), "/nowhere");
        File.WriteAllText(_run.File("stray.jsonl"), Lines.Prompt("not in a project") + "\n");
        File.WriteAllText(_run.File("-home-dev/session/tool-results/x.jsonl"), Lines.Prompt("a tool's output") + "\n");
        await _run.Start();
        Lines.Append(Transcript, Lines.Bytes(Lines.Prompt("real")));
        Directory.Delete(_run.File("-home-dev/folder.jsonl"));
        File.Delete(_run.File("-home-dev/empty.jsonl"));

        Assert.Equal("real", Assert.Single(await _run.Ingest.Until(events => events.Count == 1)).Summary);
        Lines.Append(Transcript, Lines.Bytes(Lines.Answer("still there", 1)));
        Assert.Equal("still there", (await _run.Ingest.Until(events => events.Count == 2))[1].Summary);
    }

    [Fact]
    public async Task A_replaced_transcript_is_read_anew_and_what_is_the_same_counts_once()
    {
        File.WriteAllBytes(Transcript, Lines.Bytes(Lines.Prompt("one"), Lines.Answer("two", 1)));
        await _run.Start();
        File.WriteAllBytes(Transcript + ".tmp", Lines.Bytes(Lines.Prompt("one"), Lines.Answer("other", 1)));
        File.Move(Transcript + ".tmp", Transcript, overwrite: true);

        var events = await _run.Ingest.Until(events => events.Count == 3);
        Assert.Equal(["one", "two", "other"], events.Select(e => e.Summary));
    }

    [Fact]
    public async Task A_project_that_is_renamed_brings_nothing_twice()
    {
        File.WriteAllBytes(Transcript, Lines.Bytes(Lines.Prompt("one")));
        await _run.Start();
        Directory.Move(Path.GetDirectoryName(Transcript)!, _run.File("-home-moved"));
        Lines.Append(_run.File($"-home-moved/{Lines.Session}.jsonl"), Lines.Bytes(Lines.Answer("two", 1)));

        var events = await _run.Ingest.Until(events => events.Count == 2);
        Assert.Equal(["one", "two"], events.Select(e => e.Summary));
    }

    [Fact]
    public async Task A_config_folder_that_appears_vanishes_and_comes_back_is_read()
    {
        var root = Path.Combine(_run.Root, "later", "claude");
        _run.Roots = [root];
        await _run.Start();
        var path = Path.Combine(root, "projects", "-p", Lines.Session + ".jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Lines.Append(path, Lines.Bytes(Lines.Prompt("one")));
        Assert.False((await _run.Ingest.Until(events => events.Count == 1))[0].Backfill);
        Directory.Delete(root, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Lines.Append(path, Lines.Bytes(Lines.Prompt("two")));

        Assert.Equal("two", (await _run.Ingest.Until(events => events.Count == 2))[1].Summary);
    }

    [Fact]
    public async Task Without_any_notification_the_sweep_finds_everything()
    {
        _run.Options.Watch = false;
        File.WriteAllBytes(Transcript, Lines.Bytes(Lines.Prompt("one")));
        await _run.Start();
        Lines.Append(Transcript, Lines.Bytes(Lines.Answer("two", 1)));
        Lines.Append(_run.File($"-new/{Lines.Session}/subagents/agent-a1.jsonl"), Lines.Bytes(Lines.Prompt("three")));

        var events = await _run.Ingest.Until(events => events.Count == 3);
        Assert.Equal([true, false, false], events.Select(e => e.Backfill));
    }

    [Fact]
    public async Task The_sweep_reaches_every_file_though_it_looks_at_some_a_turn()
    {
        const int Files = 700;
        string[] files = [.. Enumerable.Range(0, Files).Select(n => _run.File($"-p{n % 3}/{n}.jsonl"))];
        for (var n = 0; n < Files; n++) File.WriteAllBytes(files[n], Lines.Bytes(Lines.Prompt("old", n)));
        _run.Options.Watch = false;
        // Growth is found among the files that grew lately, what is new by the look at all folders.
        _run.Options.FullSweep = TimeSpan.FromSeconds(2);
        await _run.Start();
        for (var n = 0; n < Files; n++)
        {
            Lines.Append(files[n], Lines.Bytes(Lines.Prompt($"grown {n}", Files + n)));
            Lines.Append(_run.File($"-q{n % 2}/{n}.jsonl"), Lines.Bytes(Lines.Prompt($"new {n}", Files * 2 + n)));
        }

        var events = await _run.Ingest.Until(events => events.Count(e => !e.Backfill) >= 2 * Files);
        Assert.Equal(2 * Files, events.Where(e => !e.Backfill).DistinctBy(e => e.Summary).Count());
    }

    [Fact]
    public async Task An_overflow_of_the_systems_queue_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "inotify is Linux");
        const int Rounds = 9000;
        string[] files = [_run.File("-p/a.jsonl"), _run.File("-p/b.jsonl")];
        Array.ForEach(files, file => File.WriteAllBytes(file, []));
        _run.Options.LiveSweep = _run.Options.FullSweep = TimeSpan.FromMinutes(1);
        await _run.Start();
        var gate = _run.Ingest.Hold();
        Lines.Append(files[0], Lines.Bytes(Lines.Prompt("first")));
        await _run.Ingest.Held;
        using (var a = new FileStream(files[0], FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0))
        using (var b = new FileStream(files[1], FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 0))
            for (var i = 1; i <= Rounds; i++)
            {
                a.Write(Lines.Bytes(Lines.Prompt("a", i)));
                b.Write(Lines.Bytes(Lines.Prompt("b", i)));
            }
        gate.SetResult();

        await _run.Ingest.Until(events => events.Count == 2 * Rounds + 1);
        Assert.True(_run.Counters.Overflows > 0);
        Assert.Equal(0, _run.Ingest.Repeated);
        Assert.InRange(_run.Ingest.LargestBatch, 1, 60_000);
    }
}
