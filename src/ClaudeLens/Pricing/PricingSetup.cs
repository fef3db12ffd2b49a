using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Pricing;

public static class PricingSetup
{
    public static IServiceCollection AddPricing(this IServiceCollection services) => services
        .AddSettings<PricingOptions>("Pricing", (section, options) => options.Read(section), new PricingOptions.Validator())
        .AddSingleton(provider => new PriceBook(provider.GetRequiredService<IOptions<PricingOptions>>().Value));
}
