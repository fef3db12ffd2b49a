using ClaudeLens.Access;
using ClaudeLens.Alerts;
using ClaudeLens.Api;
using ClaudeLens.Cli;
using ClaudeLens.Ingest;
using ClaudeLens.Journal;
using ClaudeLens.Live;
using ClaudeLens.Page;
using ClaudeLens.Pricing;
using ClaudeLens.Sources;
using ClaudeLens.Sources.Demo;
using ClaudeLens.Streams;
using Microsoft.Extensions.Options;

return await CommandLine.RunAsync(args, async settings =>
{
    var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.AddEnvironmentVariables("ClaudeLens__");
    builder.Configuration.AddInMemoryCollection(settings.ToConfiguration(builder.Configuration));
    builder.AddTerminal(settings);
    builder.WebHost.UseKestrelHttpsConfiguration();
    if (Binding.Refusal(builder.Configuration["Urls"]!.Split(';')) is { } refusal) throw new UsageException(refusal);

    // In the order of the flow.
    builder.Services.AddAccess();
    builder.Services.AddDemo(builder.Configuration);
    builder.Services.AddTranscripts();
    builder.Services.AddProcessState();
    builder.Services.AddIngest();
    builder.Services.AddJournal();
    builder.Services.AddPricing(builder.Configuration);
    builder.Services.AddLive();
    builder.Services.AddAlerts();
    builder.Services.AddStreams();
    builder.Services.AddApi();

    var app = builder.Build();
    app.UseAccess();
    app.MapStreams();
    app.MapApi();
    app.MapPage();
    await app.RunToTheEndAsync(() => app.Services.GetRequiredService<Banner>().SayAsync(
        ConfigRoots.Resolve(app.Services.GetRequiredService<IOptions<SourcesOptions>>().Value.ClaudeDirs)));
});
