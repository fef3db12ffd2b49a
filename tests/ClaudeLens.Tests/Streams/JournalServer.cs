using ClaudeLens.Access;
using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Pricing;
using ClaudeLens.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClaudeLens.Tests.Streams;

/// <summary>The streams over the real fold and a real journal.</summary>
internal sealed class JournalServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private JournalServer(WebApplication app) => _app = app;

    public IJournal Journal => _app.Services.GetRequiredService<IJournal>();
    public Pump Pump => _app.Services.GetRequiredService<Pump>();
    public Tail Tail => _app.Services.GetRequiredService<Tail>();
    public ILive Live => _app.Services.GetRequiredService<ILive>();
    public int Port => new Uri(_app.Urls.First()).Port;

    public static async Task<JournalServer> StartAsync(string dataDir, int port = 0, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(settings.Append(("Journal:DataDir", dataDir)).Select(s => KeyValuePair.Create(s.Item1, (string?)s.Item2)));
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<SourceStatus>();
        builder.Services.AddAccess();
        builder.Services.AddJournal();
        builder.Services.AddPricing();
        builder.Services.AddLive();
        builder.Services.AddStreams();
        var app = builder.Build();
        app.UseAccess();
        app.MapStreams();
        await app.StartAsync();
        return new JournalServer(app);
    }

    public Task<StreamClient> OpenAsync(string query = "", bool v1 = true) =>
        StreamClient.OpenAsync(new Uri($"ws://127.0.0.1:{Port}/ws/activity-stream?max_rate=0{query}"), v1);

    public ValueTask<SessionEvent[]> AppendAsync(params IReadOnlyList<SessionEvent> events) => Journal.AppendAsync([new AppendBatch(events, [])]);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A prompt, tools and their results, answers that repeat their usage: what a session's lines are like.</summary>
    public static SessionEvent Event(int n)
    {
        var session = $"session-{n % 7}";
        var at = TimeProvider.System.GetUtcNow();
        var kind = (n / 7 % 4) switch { 0 => EventKind.Prompt, 1 or 2 => EventKind.Message, _ => EventKind.ToolResult };
        var turn = n / 28;
        return new SessionEvent
        {
            Id = EventId.Create(session, (ulong)n, "test", $"line {n}"), Kind = kind, SessionId = session, At = at, SeenAt = at, Source = EventSource.Transcript,
            Summary = $"line {n}", Uuid = $"uuid-{n}", Facts = new SessionFacts { Cwd = $"/code/project-{n % 3}" },
            Message = kind != EventKind.Message ? null : new MessagePart
            {
                Id = $"msg-{session}-{turn}", Block = n / 7 % 4 == 1 ? BlockKind.Text : BlockKind.ToolUse, Model = "claude-sonnet-4-5-20250929",
                Usage = new TokenUsage { Input = 10, Output = 100 * (n / 7 % 4) },
            },
            Tool = kind == EventKind.Message && n / 7 % 4 == 2 ? new ToolCall { Id = $"tool-{session}-{turn}", Name = "Bash", Target = $"step {turn}" } : null,
            Outcome = kind == EventKind.ToolResult ? new ToolOutcome { ToolUseId = $"tool-{session}-{turn}" } : null,
        };
    }
}
