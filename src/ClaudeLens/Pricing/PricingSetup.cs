using Microsoft.Extensions.Options;

namespace ClaudeLens.Pricing;

public static class PricingSetup
{
    public static IServiceCollection AddPricing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PricingOptions>()
            .Configure(options => options.Read(configuration.GetSection("Pricing")))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<PricingOptions>, PricingOptions.Validator>();
        services.AddSingleton(provider => new PriceBook(provider.GetRequiredService<IOptions<PricingOptions>>().Value));
        return services;
    }
}
