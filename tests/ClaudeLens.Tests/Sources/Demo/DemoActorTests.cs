using System.Text.Json;
using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Sources.Demo;
using ClaudeLens.Tests.Flow;

namespace ClaudeLens.Tests.Sources.Demo;

public sealed class DemoActorTests
{
    [Fact]
    public async Task The_past_of_a_session_is_whole_and_past()
    {
        using var scratch = new Scratch();
        var session = await Actor(scratch, DemoScene.Work).PrepareAsync(TestContext.Current.CancellationToken);
        var lines = Lines(scratch);

        Assert.All(lines, line => Assert.Equal(session.Id, line.GetProperty("sessionId").GetString()));
        Assert.All(lines, line => Assert.True(line.GetProperty("timestamp").GetDateTimeOffset() < TimeProvider.System.GetUtcNow()));
        var times = lines.Select(line => line.GetProperty("timestamp").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
        var called = Blocks(lines, "tool_use", "id");
        Assert.NotEmpty(called);
        Assert.Equal(called, Blocks(lines, "tool_result", "tool_use_id"));
    }

    [Fact]
    public async Task A_session_that_asks_for_a_permission_says_so_as_its_process_would()
    {
        using var scratch = new Scratch();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var ingest = new Taken();
        var actor = Actor(scratch, DemoScene.Permission, ingest);
        var play = actor.PlayAsync(await actor.PrepareAsync(cancel.Token), cancel.Token);
        await Wait.ForAsync("a permission prompt", () => ingest.Processes.Any(p => p is { Status: "waiting", WaitingFor: "permission prompt" }));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => play);

        var lines = Lines(scratch);
        Assert.Equal("terraform apply staging.plan", lines[^1].GetProperty("message").GetProperty("content")[0].GetProperty("input").GetProperty("command").GetString());
    }

    private static DemoActor Actor(Scratch scratch, DemoScene opening, IIngest? ingest = null) =>
        new(DemoProjects.Infra, opening, 2, Path.Combine(scratch.ConfigDir, "projects"), ingest ?? new Taken(), TimeProvider.System);

    private static List<JsonElement> Lines(Scratch scratch) =>
        [.. File.ReadAllLines(Assert.Single(Directory.GetFiles(scratch.ConfigDir, "*.jsonl", SearchOption.AllDirectories))).Select(line => JsonDocument.Parse(line).RootElement)];

    private static List<string?> Blocks(IEnumerable<JsonElement> lines, string type, string id) =>
        [.. from line in lines
            where line.TryGetProperty("message", out var message) && message.GetProperty("content").ValueKind == JsonValueKind.Array
            from block in line.GetProperty("message").GetProperty("content").EnumerateArray()
            where block.GetProperty("type").GetString() == type
            select block.GetProperty(id).GetString()];

    private sealed class Taken : IIngest
    {
        private readonly List<SessionEvent> _events = [];

        public IEnumerable<ProcessReport> Processes
        {
            get
            {
                lock (_events) return [.. _events.Select(e => e.Process!)];
            }
        }

        public ValueTask<SessionEvent[]> AppendAsync(AppendBatch batch, CancellationToken cancel = default)
        {
            lock (_events) _events.AddRange(batch.Events);
            return ValueTask.FromResult<SessionEvent[]>([.. batch.Events]);
        }

        public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default) => new([]);
    }
}
