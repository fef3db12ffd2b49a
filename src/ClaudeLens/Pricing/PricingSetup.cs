using ClaudeLens.Settings;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Pricing;

public static class PricingSetup
{
    public static IServiceCollection AddPricing(this IServiceCollection services)
    {
        // Read beside the rest of the start.
        var list = Task.Run(PriceList.Embedded);
        return services
            .AddSettings<PricingOptions>("Pricing", (section, options) => options.Read(section), new PricingOptions.Validator())
            .AddSingleton(s => new PriceBook(s.Get<IOptions<PricingOptions>>().Value, list.GetAwaiter().GetResult()));
    }
}
