using ClaudeLens.Ingest;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Sources.Demo;

/// <summary>
/// <c>--demo</c>: writes made-up transcripts into a config folder of its own, at real speed. The ordinary source reads
/// them, so that the demo shows the product itself and not a picture of it.
/// </summary>
internal sealed class DemoService(IIngest ingest, IOptions<SourcesOptions> sources, TimeProvider time, ILogger<DemoService> log) : BackgroundService
{
    private static readonly (DemoProject Project, DemoScene Opening)[] Cast =
    [
        (DemoProjects.Shop, DemoScene.LongTool),
        (DemoProjects.Billing, DemoScene.Thinking),
        (DemoProjects.Infra, DemoScene.Permission),
        (DemoProjects.Dashboard, DemoScene.Question),
        (DemoProjects.Search, DemoScene.Subagents),
        (DemoProjects.Mobile, DemoScene.Overload),
        (DemoProjects.Docs, DemoScene.Farewell),
        (DemoProjects.Pipeline, DemoScene.Work),
        (DemoProjects.Payments, DemoScene.Plan),
    ];

    private readonly List<(DemoActor Actor, DemoSession Session)> _stage = [];

    /// <summary>The past is written before the sources start: they find it, as they would find real sessions.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var projects = Path.Combine(sources.Value.ClaudeDirs[0], "projects");
        foreach (var (number, (project, opening)) in Cast.Index())
        {
            var actor = new DemoActor(project, opening, number, projects, ingest, time);
            _stage.Add((actor, await actor.PrepareAsync(cancellationToken)));
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(_stage.Select(s => s.Actor.PlayAsync(s.Session, stoppingToken)));
        }
        catch (IOException e)
        {
            log.LogError("The demo ends: its transcripts cannot be written ({Reason})", e.Message);
        }
    }
}
