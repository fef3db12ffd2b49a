using System.Buffers;
using System.Globalization;
using System.Text.Unicode;

namespace ClaudeLens.Journal;

/// <summary>
/// Compact JSON in a buffer that is used again. In place of Utf8JsonWriter, which looks at every name and escapes what need
/// not be: at start-up it took longer than SQLite's insert.
/// </summary>
internal sealed class BodyBuffer
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);
    private byte[] _bytes = new byte[1024];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Object()
    {
        Room(2);
        if (_length > 0 && _bytes[_length - 1] == '}')
            _bytes[_length++] = (byte)',';
        _bytes[_length++] = (byte)'{';
    }

    public void Object(ReadOnlySpan<byte> name)
    {
        Name(name, 1);
        _bytes[_length++] = (byte)'{';
    }

    public void Array(ReadOnlySpan<byte> name)
    {
        Name(name, 1);
        _bytes[_length++] = (byte)'[';
    }

    public void End(char bracket)
    {
        Room(1);
        _bytes[_length++] = (byte)bracket;
    }

    public void Number(ReadOnlySpan<byte> name, long value)
    {
        Name(name, 20);
        value.TryFormat(_bytes.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    public void Number(ReadOnlySpan<byte> name, decimal value)
    {
        Name(name, 32);
        value.TryFormat(_bytes.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>Only what is there is written.</summary>
    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is null)
            return;
        // The text at its longest, and again with every byte of it escaped.
        Name(name, value.Length * 3 + 2);
        _bytes[_length++] = (byte)'"';
        Utf8.FromUtf16(value, _bytes.AsSpan(_length), out _, out var written);
        if (_bytes.AsSpan(_length, written).IndexOfAny(Escaped) is >= 0 and var at)
            written = Escape(at, written);
        _length += written;
        _bytes[_length++] = (byte)'"';
    }

    public void Flag(ReadOnlySpan<byte> name, bool value)
    {
        if (!value)
            return;
        Name(name, 4);
        "true"u8.CopyTo(_bytes.AsSpan(_length));
        _length += 4;
    }

    /// <summary>Writes the text that stands at the end of the buffer again, from its first byte to be escaped on; returns its new length.</summary>
    private int Escape(int first, int length)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_length + first, length - first).ToArray();
        Room(first + rest.Length * 6 + 1);
        var to = _bytes.AsSpan(_length + first);
        var at = 0;
        foreach (var c in rest)
        {
            if (c is (byte)'"' or (byte)'\\')
                (to[at++], to[at++]) = ((byte)'\\', c);
            else if (c < 0x20)
                at += Control(c, to[at..]);
            else
                to[at++] = c;
        }
        return first + at;
    }

    private static int Control(byte c, Span<byte> to)
    {
        "\\u00"u8.CopyTo(to);
        c.TryFormat(to[4..], out _, "x2", CultureInfo.InvariantCulture);
        return 6;
    }

    private void Name(ReadOnlySpan<byte> name, int value)
    {
        Room(name.Length + 4 + value);
        if (_bytes[_length - 1] is not ((byte)'{' or (byte)'['))
            _bytes[_length++] = (byte)',';
        _bytes[_length++] = (byte)'"';
        name.CopyTo(_bytes.AsSpan(_length));
        _length += name.Length;
        _bytes[_length++] = (byte)'"';
        _bytes[_length++] = (byte)':';
    }

    private void Room(int more)
    {
        if (_bytes.Length - _length < more)
            System.Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}
