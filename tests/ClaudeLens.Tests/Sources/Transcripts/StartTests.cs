using ClaudeLens.Events;

namespace ClaudeLens.Tests.Sources.Transcripts;

/// <summary>What is old and what is new.</summary>
public sealed class StartTests : IDisposable
{
    private readonly ReaderRun _run = new();
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_file_older_than_the_history_is_read_when_it_grows_and_only_the_growth_is_new()
    {
        var path = _run.File($"-p/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("old"), Lines.Answer("old too", 1)));
        File.SetLastWriteTimeUtc(path, _now.UtcDateTime.AddDays(-3));
        await _run.Start();
        Assert.Empty(_run.Ingest.Events);
        Lines.Append(path, Lines.Bytes(Lines.Prompt("new", 2)));

        var events = await _run.Ingest.Until(events => events.Count == 3);
        Assert.Equal([true, true, false], events.Select(e => e.Backfill));
    }

    [Fact]
    public async Task An_old_file_copied_in_is_not_news()
    {
        await _run.Start();
        var old = Path.Combine(_run.Root, "copy.jsonl");
        File.WriteAllBytes(old, Lines.Bytes(Lines.Prompt("old")));
        File.SetLastWriteTimeUtc(old, _now.UtcDateTime.AddDays(-3));
        File.Move(old, _run.File($"-p/{Lines.Session}.jsonl"));

        Assert.True((await _run.Ingest.Until(events => events.Count == 1))[0].Backfill);
    }

    [Fact]
    public async Task What_was_written_while_we_were_away_is_news_if_it_is_recent()
    {
        var path = _run.File($"-p/{Lines.Session}.jsonl");
        File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt("one")));
        await _run.Start();
        await _run.Stop();
        Lines.Append(path, Lines.Bytes(At("two", _now.AddMinutes(-30)), At("three", _now.AddSeconds(-30))));
        await _run.Start();

        var events = await _run.Ingest.Until(events => events.Count == 3);
        Assert.Equal([true, true, false], events.Select(e => e.Backfill));
        Assert.Equal(0, _run.Ingest.Repeated);
    }

    [Fact]
    public async Task The_newest_files_are_read_first_and_progress_adds_up()
    {
        for (var i = 0; i < 20; i++)
        {
            var path = _run.File($"-p/session-{i}.jsonl");
            File.WriteAllBytes(path, Lines.Bytes(Lines.Prompt($"file {i}", session: $"session-{i}")));
            File.SetLastWriteTimeUtc(path, _now.UtcDateTime.AddMinutes(-i));
        }
        await _run.Start();

        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"file {i}"), _run.Ingest.Events.Select(e => e.Summary));
        Assert.Equal((20, 20), (_run.Status.Scan.Files, _run.Progress.FilesDone));
        Assert.Equal(_run.Status.Scan.Bytes, _run.Progress.BytesDone);
    }

    [Fact]
    public async Task A_description_is_told_with_its_agent_and_again_when_it_is_replaced()
    {
        var meta = _run.File("-p/session-1/subagents/agent-a1.meta.json");
        File.WriteAllText(meta, """{"agentType":"Explore","description":"Find code","toolUseId":"t1","requestShape":"background"}""");
        File.WriteAllText(_run.File("-p/session-2/subagents/agent-a1.meta.json"), """{"agentType":"Explore","finished":true}""");
        await _run.Start();
        Lines.Append(_run.File("-p/session-1/subagents/agent-a1.jsonl"), Lines.Bytes(Lines.Prompt("go", session: "session-1")));
        var told = (await _run.Ingest.Until(events => events.Count == 2)).Single(e => e.Kind == EventKind.Subagent);
        Assert.Equal(("session-1", "Explore", "t1", true, false), (told.SessionId, told.Subagent!.AgentType, told.Subagent.ToolUseId, told.Subagent.Background, told.Subagent.Finished));

        File.WriteAllText(meta + ".tmp", """{"agentType":"Explore","description":"Find code","toolUseId":"t1","finished":true}""");
        File.Move(meta + ".tmp", meta, overwrite: true);
        Assert.True((await _run.Ingest.Until(events => events.Count == 3))[2].Subagent!.Finished);
    }

    /// <summary>Whichever of the two is come upon first, and without waiting for the next sweep: when all is read at start, and when an agent appears.</summary>
    [Fact]
    public async Task A_description_is_told_where_its_transcript_was_not_looked_at_yet()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the sweep has to do");
        (_run.Options.LiveSweep, _run.Options.FullSweep) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        for (var n = 0; n < 9; n++)
        {
            File.WriteAllText(_run.File($"-p/session-1/subagents/agent-a{n}.meta.json"), """{"agentType":"Explore"}""");
            if (n > 0) File.WriteAllBytes(_run.File($"-p/session-1/subagents/agent-a{n}.jsonl"), Lines.Bytes(Lines.Prompt("go", n, session: "session-1")));
        }
        await _run.Start();
        await _run.Ingest.Until(events => events.Count(e => e.Kind == EventKind.Subagent) == 8);

        File.WriteAllBytes(_run.File("-p/session-1/subagents/agent-a0.jsonl"), Lines.Bytes(Lines.Prompt("go", session: "session-1")));
        await _run.Ingest.Until(events => events.Count(e => e.Kind == EventKind.Subagent) == 9);
    }

    /// <summary>Its transcript is there first; until the description comes, and if it never does, the agent is known by its lines.</summary>
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_description_that_comes_late_is_told_then_and_one_that_never_comes_is_not_missed(bool torn)
    {
        await _run.Start();
        var transcript = _run.File("-p/session-1/subagents/agent-a1.jsonl");
        Lines.Append(transcript, Lines.Bytes(Lines.Prompt("go", session: "session-1")));
        Lines.Append(_run.File("-p/session-1/subagents/agent-b1.jsonl"), Lines.Bytes(Lines.Prompt("go, too", session: "session-1")));
        Assert.Equal(["a1", "b1"], (await _run.Ingest.Until(events => events.Count == 2)).Select(e => e.AgentId).Order());

        var meta = _run.File("-p/session-1/subagents/agent-a1.meta.json");
        if (torn) File.WriteAllText(meta, "{\"agentType\":\"Exp");
        Lines.Append(transcript, Lines.Bytes(Lines.Answer("done", 1, session: "session-1")));
        await _run.Ingest.Until(events => events.Count == 3);
        File.WriteAllText(meta, """{"agentType":"Explore","description":"Find code","toolUseId":"t1"}""");

        var told = (await _run.Ingest.Until(events => events.Count == 4))[3];
        Assert.Equal((EventKind.Subagent, "a1", "Explore", "t1"), (told.Kind, told.AgentId, told.Subagent!.AgentType, told.Subagent.ToolUseId));
    }

    [Fact]
    public async Task A_description_read_before_it_was_written_is_read_again_though_it_is_of_the_same_moment()
    {
        await _run.Start();
        Lines.Append(_run.File("-p/session-1/subagents/agent-a1.jsonl"), Lines.Bytes(Lines.Prompt("go", session: "session-1")));
        await _run.Ingest.Until(events => events.Count == 1);
        var (meta, made) = (_run.File("-p/session-1/subagents/agent-a1.meta.json"), TimeProvider.System.GetUtcNow().UtcDateTime);
        File.WriteAllText(meta, "");
        File.SetLastWriteTimeUtc(meta, made);
        // Told after the empty description was seen: the watch keeps the order.
        Lines.Append(_run.File("-p/session-1.jsonl"), Lines.Bytes(Lines.Prompt("and on", session: "session-1")));
        await _run.Ingest.Until(events => events.Count == 2);

        // The same file with the same time, out of sight while it is neither.
        var aside = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.Move(meta, aside);
        File.WriteAllText(aside, """{"agentType":"Explore"}""");
        File.SetLastWriteTimeUtc(aside, made);
        File.Move(aside, meta);

        Assert.Equal("Explore", (await _run.Ingest.Until(events => events.Count == 3))[2].Subagent!.AgentType);
    }

    private static string At(string text, DateTimeOffset time) =>
        Lines.Prompt(text).Replace(Lines.Time(0), time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"), StringComparison.Ordinal);
}
