using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Settings;

/// <summary>
/// A section of the configuration, read once and checked before anybody gets it. The options library would also follow
/// changes and know named options, by nine generic services for each section that a native build has to make up at start.
/// </summary>
internal static class SettingsRegistration
{
    /// <param name="read">Reads the section into the defaults; called where the type is known, for the binder's generator.</param>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, string section, Action<IConfiguration, T> read, IValidateOptions<T>? rules = null)
        where T : class, new()
    {
        services.TryAddSingleton<IOptions<T>>(s => Options.Create(Read(s.Get<IConfiguration>().GetSection(section), read, rules)));
        return services;
    }

    private static T Read<T>(IConfigurationSection section, Action<IConfiguration, T> read, IValidateOptions<T>? rules) where T : class, new()
    {
        var options = new T();
        try
        {
            read(section, options);
        }
        catch (InvalidOperationException e)
        {
            // The binder's: which key, which value, which type it should be.
            throw new OptionsValidationException(section.Key, typeof(T), [e.Message]);
        }
        if (rules?.Validate(Options.DefaultName, options) is { Failed: true, Failures: var failures }) throw new OptionsValidationException(section.Key, typeof(T), failures);
        return options;
    }
}
