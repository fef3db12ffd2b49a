using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Streams;

/// <summary>How many streams are open, in all and from each address.</summary>
internal sealed class Connections(IOptions<StreamOptions> options)
{
    private readonly ConcurrentDictionary<IPAddress, int> _byAddress = new();
    private int _all;

    public int Count => Volatile.Read(ref _all);

    /// <returns>A place to be given back; null when there is none.</returns>
    public IDisposable? TryEnter(IPAddress? address)
    {
        var from = address ?? IPAddress.None;
        var place = new Place(this, from);
        if (Interlocked.Increment(ref _all) <= options.Value.MaxConnections
            & _byAddress.AddOrUpdate(from, 1, (_, n) => n + 1) <= options.Value.MaxConnectionsPerAddress) return place;
        place.Dispose();
        return null;
    }

    private void Leave(IPAddress address)
    {
        Interlocked.Decrement(ref _all);
        if (_byAddress.AddOrUpdate(address, 0, (_, n) => n - 1) == 0) _byAddress.TryRemove(KeyValuePair.Create(address, 0));
    }

    private sealed class Place(Connections connections, IPAddress address) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left) return;
            _left = true;
            connections.Leave(address);
        }
    }
}
