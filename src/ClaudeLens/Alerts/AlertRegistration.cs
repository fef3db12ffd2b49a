using ClaudeLens.Settings;

namespace ClaudeLens.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSettings<AlertOptions>("Alerts", (section, options) => section.Bind(options), new AlertOptionsValidator());
        services.AddLog<AlertDesk>();
        services.AddSingleton<AlertDesk>();
        services.AddHostedService(s => s.GetRequiredService<AlertDesk>());
        return services;
    }
}
