using System.Text.Json;

namespace ClaudeLens.Tests.Flow;

/// <summary>A session whose client was killed while nobody watched, and whose file another client has removed.</summary>
public sealed class AbandonedTests
{
    private const string Killed = "0f0f0f0f-0000-4000-8000-00000000000a";

    [Fact]
    public async Task It_is_not_at_work_and_lives_again_when_it_is_written_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc");
        using var scratch = new Scratch();
        Directory.CreateDirectory(Path.Combine(scratch.ConfigDir, "sessions"));
        var transcript = new TranscriptWriter(scratch, Killed) { Ago = TimeSpan.FromMinutes(9) };
        transcript.Prompt("Find the lost cent");
        transcript.Call("Bash", """{"command":"npm test"}""");
        File.SetLastWriteTimeUtc(scratch.Transcript("-home-dev-shop-api", Killed), TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-9));
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();

        var ended = await Wait.ForAsync("its end", Session, s => s.ValueKind == JsonValueKind.Object && s.GetProperty("ended_at").ValueKind != JsonValueKind.Null);
        Assert.Equal(("idle", "Its process is gone", "process"), (ended.GetProperty("status").GetString(), ended.GetProperty("reason").GetString(), ended.GetProperty("evidence").GetString()));

        transcript.Ago = TimeSpan.Zero;
        transcript.Result();
        await Wait.ForAsync("its life", Session, s => s.GetProperty("ended_at").ValueKind == JsonValueKind.Null && s.GetProperty("status").GetString() == "thinking");

        async Task<JsonElement> Session() => (await program.SessionsAsync()).GetValueOrDefault(Killed);
    }
}
