using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>A fixed set of names, found by their bytes without making a string.</summary>
internal sealed class Utf8Names<T> where T : struct
{
    private readonly Slot[] _slots;
    private readonly int _shift;

    public Utf8Names(params ReadOnlySpan<(string Name, T Value)> names)
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)names.Length * 4);
        _shift = 64 - BitOperations.Log2(size);
        _slots = new Slot[size];
        foreach (var (name, value) in names)
        {
            var bytes = Encoding.UTF8.GetBytes(name);
            var key = Key(bytes);
            var slot = First(key);
            while (_slots[slot].Name is not null)
                slot = Next(slot);
            _slots[slot] = new(key, bytes, value);
        }
    }

    /// <summary>The value of the name; <c>default</c> for any other.</summary>
    public T this[ReadOnlySpan<byte> name]
    {
        get
        {
            var key = Key(name);
            for (var at = First(key); _slots[at] is { Name: { } known } slot; at = Next(at))
                if (slot.Key == key && known.Length == name.Length && (name.Length <= sizeof(ulong) || name.SequenceEqual(known)))
                    return slot.Value;
            return default;
        }
    }

    private int First(ulong key) => (int)(key * 0x9e3779b97f4a7c15 >> _shift);
    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;

    /// <summary>All of a name of up to eight bytes, with zeros where there are none; of a longer one its two ends.</summary>
    private static ulong Key(ReadOnlySpan<byte> name)
    {
        if (name.Length > sizeof(ulong))
            return MemoryMarshal.Read<ulong>(name) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]), 32);
        ulong key = 0;
        foreach (var c in name)
            key = key << 8 | c;
        return key;
    }

    private readonly record struct Slot(ulong Key, byte[]? Name, T Value);
}
