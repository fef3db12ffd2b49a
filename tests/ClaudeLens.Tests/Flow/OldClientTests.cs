using System.Text.Json;

namespace ClaudeLens.Tests.Flow;

/// <summary>A client before 2.1.200 leaves nothing on disk when it is killed: its process is looked for.</summary>
public sealed class OldClientTests
{
    [Fact]
    public async Task One_that_is_killed_has_ended()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc");
        using var scratch = new Scratch();
        var work = Directory.CreateDirectory(Path.Combine(scratch.Root, "shop-api")).FullName;
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-00000000000a");
        var path = scratch.Transcript(string.Concat(work.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')), transcript.SessionId);
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        using var client = new FakeClient(work, scratch.ConfigDir, path);
        client.Says(transcript.PromptLine("Find the lost cent"));

        await Wait.ForAsync("the client", Session, s => s.ValueKind == JsonValueKind.Object && s.GetProperty("pid").ToString() == $"{client.Id}");
        Assert.Equal("thinking", (await Session()).GetProperty("status").GetString());
        client.Dispose();
        var ended = await Wait.ForAsync("its end", Session, s => s.GetProperty("ended_at").ValueKind != JsonValueKind.Null);

        Assert.Equal(("idle", "Its process is gone", "process"), (ended.GetProperty("status").GetString(), ended.GetProperty("reason").GetString(), ended.GetProperty("evidence").GetString()));

        async Task<JsonElement> Session() => (await program.SessionsAsync()).GetValueOrDefault(transcript.SessionId);
    }
}
