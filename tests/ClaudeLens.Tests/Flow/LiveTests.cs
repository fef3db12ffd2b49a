using ClaudeLens.Tests.Streams;

namespace ClaudeLens.Tests.Flow;

/// <summary>The whole path: a line in a file becomes a frame on a socket and a number over REST.</summary>
public sealed class LiveTests
{
    [Fact]
    public async Task A_line_becomes_a_frame_and_a_number()
    {
        using var scratch = new Scratch();
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        await using var stream = await StreamClient.OpenAsync(new Uri($"ws://{program.Address.Authority}/ws/activity-stream"), v1: false);

        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000001");
        transcript.Prompt("Find the lost cent");
        transcript.Answer("It hides in the rounding.");
        var prompt = (await stream.NextAsync("new_message")).GetProperty("data");
        Assert.Equal(("prompt", "Find the lost cent", "shop-api"), (prompt.GetProperty("message_type").GetString(), prompt.GetProperty("summary").GetString(), prompt.GetProperty("project").GetString()));
        var answer = (await stream.NextAsync("new_message")).GetProperty("data");
        Assert.Equal(transcript.SessionId, answer.GetProperty("session_id").GetString());
        Assert.True(answer.GetProperty("cost").GetDouble() > 0);

        var session = await program.GetAsync($"/api/v1/sessions/{transcript.SessionId}");
        Assert.Equal((2, "idle", Environment.MachineName), (session.GetProperty("message_count").GetInt32(), session.GetProperty("status").GetString(), session.GetProperty("host").GetString()));
        Assert.Equal(answer.GetProperty("cost").GetDouble(), session.GetProperty("current_cost").GetDouble());
    }

    [Fact]
    public async Task What_was_there_before_counts_and_is_not_announced()
    {
        using var scratch = new Scratch();
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000002");
        transcript.Prompt("An old question");
        transcript.Answer("An old answer");
        await using var program = await RunningProgram.StartAsync(scratch);
        var live = await program.WatchingAsync();
        var session = Assert.Single((await program.SessionsAsync()).Values);
        Assert.Equal(2, session.GetProperty("message_count").GetInt32());
        Assert.Equal(0, live.GetProperty("live_metrics").GetProperty("messages_per_minute").GetInt32());
    }

    [Fact]
    public async Task A_second_start_says_what_there_is_and_what_of_it_is_new()
    {
        using var scratch = new Scratch();
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000006");
        transcript.Prompt("Once");
        new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000007").Prompt("Twice");
        File.Create(scratch.Transcript("-home-dev-shop-api", "0f0f0f0f-0000-4000-8000-000000000008")).Dispose();
        Assert.StartsWith("2 transcripts, ", await FoundAsync(), StringComparison.Ordinal);
        Assert.Equal("2 transcripts, nothing new in them since the last time", await FoundAsync());
        transcript.Answer("Said meanwhile");
        Assert.Matches("^2 transcripts, . KB new in 1 of them$", await FoundAsync());

        async Task<string> FoundAsync()
        {
            await using var program = await RunningProgram.StartAsync(scratch);
            string? said = null;
            await Wait.ForAsync("the last line of the banner", () => (said = program.Output.Split('\n').FirstOrDefault(line => line.StartsWith("  found ", StringComparison.Ordinal))) is not null);
            await program.WatchingAsync();
            Assert.Equal(0, await program.StopAsync());
            return said!["  found ".Length..];
        }
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_and_goes_on_where_it_was()
    {
        using var scratch = new Scratch();
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000003");
        transcript.Prompt("Before the stop");
        await using (var first = await RunningProgram.StartAsync(scratch))
        {
            await first.WatchingAsync();
            Assert.Equal(0, await first.StopAsync());
        }
        transcript.Answer("Said while nobody watched");
        await using var second = await RunningProgram.StartAsync(scratch);
        await Wait.ForAsync("both lines", () => second.EventIdsAsync(transcript.SessionId), ids => ids.Count == 2);
    }

    [Fact]
    public async Task The_demo_shows_every_state_and_leaves_one_s_own_sessions_alone()
    {
        using var scratch = new Scratch();
        new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000004", "my-own-project").Prompt("Mine");
        await using var program = await RunningProgram.StartAsync(scratch, "--demo");
        string[] expected = ["thinking", "active", "idle permission", "idle input", "idle plan"];
        await Wait.ForAsync("every state", async () => (await program.SessionsAsync()).Values.Select(State).ToHashSet(), states => states.IsSupersetOf(expected));
        var sessions = (await program.SessionsAsync()).Values;
        Assert.Contains(sessions, s => s.GetProperty("subagents").GetArrayLength() > 1);
        Assert.All(sessions, s => Assert.Empty(s.GetProperty("cost_unknown_models").EnumerateArray()));
        Assert.DoesNotContain(sessions, s => s.GetProperty("project").GetString() == "my-own-project");
        Assert.Equal([Path.Combine(scratch.DataDir, "demo")], Directory.GetFileSystemEntries(scratch.DataDir));
    }

    private static string State(System.Text.Json.JsonElement session) =>
        $"{session.GetProperty("status").GetString()} {session.GetProperty("waiting_for").GetString()}".Trim();
}
