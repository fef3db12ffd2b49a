using ClaudeLens.Events;
using ClaudeLens.Journal;
using ClaudeLens.Pricing;
using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Live;

public static class LiveRegistration
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSettings<LiveOptions>("Live", (section, options) => section.Bind(options), new LiveOptionsValidator());
        services.AddSingleton(s => new LiveService(s.Get<IJournal>(), s.Get<PriceBook>(), s.Get<SourceStatus>(), s.Get<IOptions<LiveOptions>>(), s.Get<TimeProvider>()));
        services.AddSingleton<ILive>(s => s.Get<LiveService>());
        services.AddSingleton<ILivePast>(s => new LivePast(s.Get<IJournal>(), s.Get<PriceBook>(), s.Get<IOptions<LiveOptions>>(), s.Get<TimeProvider>()));
        services.AddHostedService(s => s.Get<LiveService>());
        return services;
    }
}
