using System.Collections.Concurrent;
using ClaudeLens.Sources.ProcessState;

namespace ClaudeLens.Tests.Sources.ProcessState;

/// <summary>Clients of a made-up machine: who lives, and how many bytes each has written.</summary>
internal sealed class Clients : IUnlistedClients
{
    public ConcurrentDictionary<UnlistedClient, long> Living { get; } = [];

    public bool AreSeen => true;

    public IReadOnlyList<UnlistedClient> Look(Listed listed) =>
        [.. Living.Keys.Where(client => listed.SessionOf(client.Pid, client.Start) is null).OrderBy(client => client.Pid)];

    public long? Written(UnlistedClient client) => Living.TryGetValue(client, out var bytes) ? bytes : null;
}
