using ClaudeLens.Ingest;
using ClaudeLens.Live;
using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSettings<AlertOptions>("Alerts", (section, options) => section.Bind(options), new AlertOptionsValidator());
        services.AddLog<AlertDesk>();
        services.AddSingleton(s => new AlertDesk(s.Get<ILive>(), s.Get<IIngest>(), s.Get<IOptions<AlertOptions>>(), s.Get<TimeProvider>(), s.Get<ILogger<AlertDesk>>()));
        services.AddHostedService(s => s.Get<AlertDesk>());
        return services;
    }
}
