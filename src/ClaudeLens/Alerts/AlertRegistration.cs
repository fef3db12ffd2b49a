using Microsoft.Extensions.Options;

namespace ClaudeLens.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<AlertOptions>().BindConfiguration("Alerts").ValidateOnStart();
        services.AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsValidator>();
        services.AddSingleton<AlertDesk>();
        services.AddHostedService(s => s.GetRequiredService<AlertDesk>());
        return services;
    }
}
