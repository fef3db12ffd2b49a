using System.Globalization;
using System.IO.Hashing;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Up to 1.0.128 the lines of subagents stand in their session's file without an agent id. A root without a parent
/// begins one; each further line names its parent. The agent is called after its root.
/// </summary>
internal sealed class Sidechains
{
    private const int Most = 4096, Kept = 32;
    private readonly Dictionary<ulong, string> _agents = [];
    private readonly Queue<ulong> _order = new();
    private string? _latest;

    /// <param name="isRoot">A subagent begins with this line.</param>
    public string AgentOf(ReadOnlySpan<byte> uuid, ReadOnlySpan<byte> parent, out bool isRoot)
    {
        string? agent = null;
        isRoot = parent.IsEmpty;
        if (!isRoot && !_agents.TryGetValue(XxHash3.HashToUInt64(parent), out agent))
            agent = _latest;
        agent ??= PlainText.Exact(uuid);
        Add(XxHash3.HashToUInt64(uuid), agent);
        return agent;
    }

    /// <summary>Enough of it to go on after a restart: <c>hash=agent</c>, the newest lines only.</summary>
    public string Save() => string.Join(',', _order.Skip(Math.Max(0, _order.Count - Kept)).Select(hash => $"{hash:x}={_agents[hash]}"));

    public static Sidechains? Load(string saved)
    {
        if (saved.Length == 0)
            return null;
        var chains = new Sidechains();
        foreach (var entry in saved.Split(','))
            if (entry.IndexOf('=') is > 0 and var at && ulong.TryParse(entry.AsSpan(0, at), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hash))
                chains.Add(hash, entry[(at + 1)..]);
        return chains;
    }

    private void Add(ulong uuid, string agent)
    {
        _latest = agent;
        if (_agents.TryAdd(uuid, agent))
            _order.Enqueue(uuid);
        if (_order.Count > Most)
            _agents.Remove(_order.Dequeue());
    }
}
