using System.Globalization;
using ClaudeLens.Streams.WebSocket;
using Microsoft.Extensions.Primitives;

namespace ClaudeLens.Streams;

/// <summary>What a client asks for with its handshake.</summary>
/// <param name="Subprotocol">The one it gets; null for a plain client.</param>
/// <param name="Allowed">Frame types the stream has.</param>
/// <param name="MaxRate">Message frames a second, 0 for any number.</param>
/// <param name="Since">Its cursor, as it was sent.</param>
internal sealed record Asked(string? Subprotocol, Filter Filter, FrameKinds Allowed, int MaxRate, string? Since)
{
    public const string V1 = "claudelens.v1";
    private const string AnyVersion = "claudelens.v";

    /// <summary>It speaks <c>claudelens.v1</c>.</summary>
    public bool Controls => Subprotocol == V1;

    /// <summary>It speaks another version alone: it is answered in its own name, so that a browser lets it read why it is closed.</summary>
    public bool WrongVersion => Subprotocol is not null and not V1;

    /// <param name="types">What it carries when the client names nothing.</param>
    /// <param name="allowed">What a client may name.</param>
    /// <returns>What is asked, or what is wrong with it.</returns>
    public static (Asked? Asked, string? Problem) Of(HttpRequest request, FrameKinds types, FrameKinds allowed, int maxRate)
    {
        var query = request.Query;
        if (Filter.Parse(query["types"], query["session_id"], query["project"], types) is not { } filter || (filter.Types & ~allowed) != 0)
            return (null, "The filter names a frame type that this stream does not have, or too many names.");
        if (query["max_rate"] is { Count: > 0 } rate && (!int.TryParse(rate, NumberStyles.None, CultureInfo.InvariantCulture, out maxRate) || maxRate > 1_000_000))
            return (null, "max_rate is how many message frames may come in a second: a whole number, 0 for any.");
        StringValues since = query["since"];
        return (new Asked(Choose(Handshake.Subprotocols(request)), filter, allowed, maxRate, since.Count == 0 ? null : since.ToString()), null);
    }

    private static string? Choose(IEnumerable<string> offered)
    {
        string? other = null;
        foreach (var name in offered)
            if (name == V1) return V1;
            else if (name.StartsWith(AnyVersion, StringComparison.Ordinal)) other ??= name;
        return other;
    }
}
