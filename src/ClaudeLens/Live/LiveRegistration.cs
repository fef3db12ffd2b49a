using Microsoft.Extensions.Options;

namespace ClaudeLens.Live;

public static class LiveRegistration
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Live").ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddSingleton<LiveService>();
        services.AddSingleton<ILive>(s => s.GetRequiredService<LiveService>());
        services.AddSingleton<ILivePast, LivePast>();
        services.AddHostedService(s => s.GetRequiredService<LiveService>());
        return services;
    }
}
