using System.Text.Json;

namespace ClaudeLens.Tests.Flow;

/// <summary>Killed at any moment and started again: nothing is lost, nothing counts twice.</summary>
public sealed class KillTests
{
    private const int Kills = 8, Sessions = 5, LinesASession = 400;
    private static readonly string[] Numbers = ["message_count", "current_cost", "tokens", "errors", "cost_by_model", "title", "model"];

    [Fact]
    public async Task Killed_at_random_moments_it_counts_like_one_that_never_was()
    {
        using var scratch = new Scratch();
        var writers = Enumerable.Range(0, Sessions).Select(n => new TranscriptWriter(scratch, $"0f0f0f0f-0000-4000-8000-0000000001{n:00}", $"project-{n % 3}")).ToList();
        var random = new Random(4711);
        using var written = new CancellationTokenSource();
        var writing = WriteAsync(writers, new Random(11), written.Token);

        var program = await RunningProgram.StartAsync(scratch);
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 700)), TimeProvider.System, TestContext.Current.CancellationToken);
            await program.KillAsync();
            await program.DisposeAsync();
            program = await RunningProgram.StartAsync(scratch);
        }
        await written.CancelAsync();
        await writing;
        await using var killed = program;

        using var other = new Scratch { ConfigDir = scratch.ConfigDir };
        await using var clean = await RunningProgram.StartAsync(other);
        await clean.WatchingAsync();
        foreach (var writer in writers)
        {
            var expected = await Wait.ForAsync("all lines in the clean run", () => clean.EventIdsAsync(writer.SessionId), ids => ids.Count == writer.Lines);
            var actual = await Wait.ForAsync("all lines in the killed run", () => killed.EventIdsAsync(writer.SessionId), ids => ids.Count >= writer.Lines);
            Assert.Equal(expected.Order(), actual.Order());
            await clean.ToldAsync(writer.SessionId, writer.Lines);
            await killed.ToldAsync(writer.SessionId, writer.Lines);
        }
        var (before, after) = (await clean.SessionsAsync(), await killed.SessionsAsync());
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        foreach (var id in before.Keys) Assert.Equal(Told(before[id]), Told(after[id]));
    }

    /// <summary>Answers, prompts and torn lines, everywhere at once, until told to stop; then what is torn is completed.</summary>
    private static async Task WriteAsync(List<TranscriptWriter> writers, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && writers.Any(w => w.Lines < LinesASession))
        {
            var writer = writers[random.Next(writers.Count)];
            if (random.Next(6) == 0) writer.Prompt($"Question {writer.Lines}");
            else if (random.Next(6) == 0)
            {
                var complete = writer.AppendTorn(writer.AnswerLine($"Torn {writer.Lines}", random.Next(1, 900)), random.Next(1, 400));
                await Task.Yield();
                complete();
            }
            else writer.Answer($"Answer {writer.Lines}", random.Next(1, 900));
            if (random.Next(4) == 0) await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 12)), TimeProvider.System, CancellationToken.None);
        }
    }

    private static string Told(JsonElement session) =>
        string.Join('\n', Numbers.Select(name => $"{name} = {session.GetProperty(name).GetRawText()}"));
}
