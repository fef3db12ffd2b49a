using ClaudeLens.Access;
using ClaudeLens.Alerts;
using ClaudeLens.Api;
using ClaudeLens.Cli;
using ClaudeLens.Ingest;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Page;
using ClaudeLens.Pricing;
using ClaudeLens.Settings;
using ClaudeLens.Sources;
using ClaudeLens.Sources.Demo;
using ClaudeLens.Sources.Hooks;
using ClaudeLens.Streams;
using Microsoft.Extensions.Options;

return await CommandLine.RunAsync(args, async settings =>
{
    var configuration = settings.Configuration();
    string[] urls = configuration["Urls"]!.Split(';');
    if (Binding.Refusal([.. urls, .. Binding.Endpoints(configuration)]) is { } refusal) throw new UsageException(refusal);
    var logs = TerminalLog.Factory();
    var server = await Listening.ListenAsync(configuration, urls, StreamSetup.Configure, logs, PageEndpoints.TryFile);

    // Empty: what the other builders bring (a second host check, consoles, files that are watched) is made at every start and never used.
    var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddConfiguration(configuration);
    builder.AddTerminal(settings, logs);
    builder.AddServer(server);
    builder.Services.AddFramework();

    // In the order of the flow.
    builder.Services.AddAccess();
    builder.Services.AddDemo(builder.Configuration);
    builder.Services.AddTranscripts();
    builder.Services.AddProcessState();
    builder.Services.AddHooks();
    builder.Services.AddIngest();
    builder.Services.AddJournal();
    builder.Services.AddPricing();
    builder.Services.AddLive();
    builder.Services.AddAlerts();
    builder.Services.AddStreams();
    builder.Services.AddApi();

    var app = builder.Build();
    app.UseAccess();
    app.UsePageFiles();
    app.UseRouting();
    app.UseIngestLimits();
    app.MapHooks();
    app.MapStreams();
    app.MapApi();
    app.MapPage();
    await app.RunToTheEndAsync(() => app.Services.GetRequiredService<Banner>().SayAsync(
        ConfigRoots.Resolve(app.Services.GetRequiredService<IOptions<SourcesOptions>>().Value.ClaudeDirs)));
});
