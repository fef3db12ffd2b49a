using System.Text;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>A fixed set of names, found by their bytes without making a string.</summary>
internal sealed class Utf8Names<T> where T : struct
{
    private readonly (byte[] Name, T Value)[] _slots;
    private readonly int _mask;

    public Utf8Names(params ReadOnlySpan<(string Name, T Value)> names)
    {
        _mask = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)names.Length * 4) - 1;
        _slots = new (byte[], T)[_mask + 1];
        foreach (var (name, value) in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var slot = Hash(bytes) & _mask;
            while (_slots[slot].Name is not null)
                slot = (slot + 1) & _mask;
            _slots[slot] = (bytes, value);
        }
    }

    /// <summary>The value of the name; <c>default</c> for any other.</summary>
    public T this[ReadOnlySpan<byte> name]
    {
        get
        {
            if (name.IsEmpty)
                return default;
            for (var slot = Hash(name) & _mask; _slots[slot].Name is { } known; slot = (slot + 1) & _mask)
                if (name.SequenceEqual(known))
                    return _slots[slot].Value;
            return default;
        }
    }

    private static int Hash(ReadOnlySpan<byte> name) =>
        name.Length * 31 + name[0] * 7 + name[name.Length / 2] * 131 + name[^1] * 17;
}
