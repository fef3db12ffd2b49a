using ClaudeLens.Events;

namespace ClaudeLens.Tests.Sources.Transcripts;

public sealed class TranscriptReaderTests : IDisposable
{
    private readonly ReaderRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_is_there_at_start_is_old_and_what_is_appended_is_new()
    {
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        Lines.Append(path, Lines.Bytes(Lines.Answer("second", 1)));

        var events = await _run.Ingest.Until(events => events.Count == 2);

        Assert.Equal([true, false], events.Select(e => e.Backfill));
        Assert.Equal(["first", "second"], events.Select(e => e.Summary));
        Assert.All(events, e => Assert.Equal(Lines.Session, e.SessionId));
    }

    [Fact]
    public async Task Three_hundred_lines_at_once_are_one_batch()
    {
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        var before = _run.Ingest.Batches;
        Lines.Append(path, Lines.Bytes(Enumerable.Range(1, 300).Select(i => Lines.Answer($"line {i}", i))));

        var events = await _run.Ingest.Until(events => events.Count == 301);

        Assert.Equal(Enumerable.Range(1, 300).Select(i => $"line {i}"), events.Skip(1).Select(e => e.Summary));
        Assert.InRange(_run.Ingest.Batches - before, 1, 2);
    }

    [Fact]
    public async Task Files_in_folders_that_appear_while_it_runs_are_read_as_new()
    {
        await _run.Start();
        var path = _run.File($"-new/{Lines.Session}/subagents/agent-a1.jsonl");
        Lines.Append(path, Lines.Bytes(Lines.Prompt("to an agent")));

        var events = await _run.Ingest.Until(events => events.Count == 1);

        Assert.Equal("a1", events[0].AgentId);
        Assert.False(events[0].Backfill);
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_stopped()
    {
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        await _run.Stop();
        Lines.Append(path, Lines.Bytes(Lines.Answer("second", 1)));
        await _run.Start();

        await _run.Ingest.Until(events => events.Count == 2);

        Assert.Equal(0, _run.Ingest.Repeated);
    }

    [Fact]
    public async Task A_line_that_comes_alone_does_not_wait_for_its_position_which_the_sweep_writes()
    {
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        Lines.Append(path, Lines.Bytes(Lines.Answer("second", 1)));

        await _run.Until(() => _run.Ingest.Positions.Single().Offset == new FileInfo(path).Length);

        Assert.Equal(2, _run.Ingest.Events.Count);
        Assert.Equal(0, _run.Ingest.Repeated);
    }

    [Fact]
    public async Task What_is_written_on_while_we_watch_is_told_apart_from_what_was_there_and_from_what_appears_whole()
    {
        var (there, grows, appears) = (_run.File("-a/there.jsonl"), _run.File("-a/grows.jsonl"), _run.File("-a/appears.jsonl"));
        foreach (var path in (string[])[there, grows]) File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        File.WriteAllBytes(appears, Lines.Bytes(Lines.Prompt("second")));
        Lines.Append(grows, Lines.Bytes(Lines.Answer("third", 1)));
        await _run.Ingest.Until(events => events.Count == 4);
        await _run.Stop();
        Assert.Equal([grows], _run.Grown.Take());
        Assert.Empty(_run.Grown.Take());
    }

    [Fact]
    public async Task What_a_position_was_behind_at_a_crash_is_read_again_and_dropped()
    {
        _run.Options.LiveSweep = _run.Options.FullSweep = TimeSpan.FromHours(1);
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        var first = new FileInfo(path).Length;
        Lines.Append(path, Lines.Bytes(Lines.Answer("second", 1)));
        await _run.Ingest.Until(events => events.Count == 2);
        await _run.Stop();
        Assert.Equal(first, _run.Ingest.Positions.Single().Offset);

        await _run.Start();
        await _run.Ingest.Until(_ => _run.Ingest.Repeated == 1);

        Assert.Equal(["first", "second"], _run.Ingest.Events.Select(e => e.Summary));
        Assert.Equal(new FileInfo(path).Length, _run.Ingest.Positions.Single().Offset);
    }

    [Fact]
    public async Task The_first_position_of_a_file_comes_with_its_line_so_that_the_next_start_knows_the_file()
    {
        _run.Options.LiveSweep = _run.Options.FullSweep = TimeSpan.FromHours(1);
        var path = _run.File($"-new/{Lines.Session}.jsonl");
        await _run.Start();
        Lines.Append(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Ingest.Until(events => events.Count == 1);

        Assert.Equal(new FileInfo(path).Length, _run.Ingest.Positions.Single().Offset);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_loses_nothing()
    {
        var path = _run.File($"-home-dev/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("first")));
        await _run.Start();
        _run.Ingest.Failures = 3;
        for (var i = 1; i <= 10; i++)
            Lines.Append(path, Lines.Bytes(Lines.Answer($"line {i}", i)));

        var events = await _run.Ingest.Until(events => events.Count == 11);

        Assert.Equal(0, _run.Ingest.Repeated);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"line {i}"), events.Skip(1).Select(e => e.Summary));
    }
}
