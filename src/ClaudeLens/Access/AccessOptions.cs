namespace ClaudeLens.Access;

/// <summary>Configuration <c>Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>
    /// Names beside loopback's under which the server may be asked for, and whose pages may ask it: <c>name</c> or
    /// <c>name:port</c>. A name alone allows every port.
    /// </summary>
    public IList<string> AllowedHosts { get; } = [];
}
