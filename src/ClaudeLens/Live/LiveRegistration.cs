using ClaudeLens.Settings;

namespace ClaudeLens.Live;

public static class LiveRegistration
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSettings<LiveOptions>("Live", (section, options) => section.Bind(options), new LiveOptionsValidator());
        services.AddSingleton<LiveService>();
        services.AddSingleton<ILive>(s => s.GetRequiredService<LiveService>());
        services.AddSingleton<ILivePast, LivePast>();
        services.AddHostedService(s => s.GetRequiredService<LiveService>());
        return services;
    }
}
