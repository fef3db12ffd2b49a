using System.IO.Hashing;
using ClaudeLens.Events;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Older clients do not write which tool call started a subagent. Its first prompt is the call's own text: whichever of
/// the two is read second tells the link. Bounded; where it fails, the call's result names the agent in the end.
/// </summary>
internal sealed class AgentCalls
{
    private const int Most = 256;
    private readonly LinkedList<(ulong Key, SubagentFacts? Call, string? Agent)> _waiting = new();

    public SubagentFacts? Call(string session, ReadOnlySpan<byte> prompt, string toolUseId, string? description, string? type, bool background)
    {
        var key = Key(session, prompt);
        var call = new SubagentFacts { AgentId = "", ToolUseId = toolUseId, Description = description, AgentType = type, Background = background };
        if (Take(key, isCall: false) is { Agent: { } agent })
            return call with { AgentId = agent };
        Wait((key, call, null));
        return null;
    }

    public SubagentFacts? Root(string session, ReadOnlySpan<byte> prompt, string agent)
    {
        var key = Key(session, prompt);
        if (Take(key, isCall: true) is { Call: { } call })
            return call with { AgentId = agent };
        Wait((key, null, agent));
        return null;
    }

    private (ulong Key, SubagentFacts? Call, string? Agent)? Take(ulong key, bool isCall)
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
            if (node.Value.Key == key && node.Value.Call is not null == isCall)
            {
                _waiting.Remove(node);
                return node.Value;
            }
        return null;
    }

    private void Wait((ulong, SubagentFacts?, string?) one)
    {
        _waiting.AddLast(one);
        if (_waiting.Count > Most)
            _waiting.RemoveFirst();
    }

    private static ulong Key(string session, ReadOnlySpan<byte> prompt) =>
        XxHash3.HashToUInt64(prompt, (long)EventId.SessionKey(session));
}
