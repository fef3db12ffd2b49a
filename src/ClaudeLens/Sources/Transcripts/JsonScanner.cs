using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ClaudeLens.Sources.Transcripts;

/// <summary>
/// Reads JSON as <see cref="Utf8JsonReader"/> does, for lines that are whole or torn. Faster on transcripts, where it counts: the
/// end of a string is found by <see cref="JsonText"/>.
/// Less strict in two things nobody here depends on: what <see cref="Skip"/> passes over is only matched bracket by bracket,
/// and a number is checked when it is taken.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    private const int MaxDepth = 1024;
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);

    private readonly ReadOnlySpan<byte> _json = json;
    private Levels _objects;
    private Next _next;
    private bool _inObject;
    private int _at, _depth, _start, _length;

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Where the token begins; of a string, its quote.</summary>
    public readonly int TokenStartIndex => TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? _start - 1 : _start;

    /// <summary>The token's bytes, without quotes, with escapes.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => _json.Slice(_start, _length);

    /// <summary>Compares as it stands: a name written with escapes is none of ours.</summary>
    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => ValueSpan.SequenceEqual(text);

    /// <exception cref="JsonException">Not JSON, or cut off.</exception>
    public bool Read()
    {
        if (_next == Next.Nothing)
            return Ended();
        var c = Peek();
        if (_next == Next.CommaOrEnd)
        {
            if (c != ',')
                return End(c);
            _at++;
            c = Peek();
            if (_inObject)
                Name(c);
            else
                Value(c);
        }
        else if (_next == Next.Value)
            Value(c);
        else if (c == (_inObject ? '}' : ']'))
            return End(c);
        else if (_inObject)
            Name(c);
        else
            Value(c);
        return true;
    }

    /// <summary>To the end of the value at hand, or of the value of the name at hand.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
            Read();
        if (TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var until = _depth - 1;
        while (_depth > until)
        {
            var found = _json[_at..].IndexOfAny(Structure);
            if (found < 0)
                throw Torn();
            _at += found;
            var c = _json[_at];
            if (c == '"')
                String();
            else if (c is (byte)'{' or (byte)'[')
                Begin(c);
            else
                End(c);
        }
    }

    public readonly bool TryGetInt64(out long value)
    {
        if (Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length)
            return true;
        value = 0;
        return false;
    }

    public readonly bool TryGetDouble(out double value) => Utf8Parser.TryParse(ValueSpan, out value, out var used) && used == _length;

    public readonly bool TryGetDecimal(out decimal value) =>
        Utf8Parser.TryParse(ValueSpan, out value, out var used, ValueSpan.ContainsAny((byte)'e', (byte)'E') ? 'e' : default) && used == _length;

    public readonly bool TryGetDateTimeOffset(out DateTimeOffset value)
    {
        var reader = new Utf8JsonReader(_json.Slice(_start - 1, _length + 2));
        reader.Read();
        return reader.TryGetDateTimeOffset(out value);
    }

    /// <summary>The next byte that is no blank.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte Peek() => _at < _json.Length && _json[_at] is > (byte)' ' and var c ? c : PeekBeyond();

    private byte PeekBeyond()
    {
        while (_at < _json.Length && _json[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
            _at++;
        return _at < _json.Length ? _json[_at] : throw Torn();
    }

    /// <summary>After the document only blanks may stand.</summary>
    private bool Ended() => _json[_at..].ContainsAnyExcept(" \n\r\t"u8) ? throw Torn() : false;

    private void Name(byte c)
    {
        if (c != '"')
            throw Torn();
        String();
        TokenType = JsonTokenType.PropertyName;
        _next = Next.Value;
        if (Peek() != ':')
            throw Torn();
        _at++;
    }

    private void Value(byte c)
    {
        switch (c)
        {
            case (byte)'"':
                String();
                TokenType = JsonTokenType.String;
                break;
            case (byte)'{' or (byte)'[':
                Begin(c);
                return;
            case (byte)'t':
                Literal("true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                Literal("false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                Literal("null"u8, JsonTokenType.Null);
                break;
            default:
                Number();
                break;
        }
        _next = _depth == 0 ? Next.Nothing : Next.CommaOrEnd;
    }

    private void Begin(byte c)
    {
        if (_depth == MaxDepth)
            throw new JsonException("Nested too deep.");
        var bit = 1UL << (_depth & 63);
        ref var level = ref _objects[_depth >> 6];
        level = c == '{' ? level | bit : level & ~bit;
        _depth++;
        (_start, _length) = (_at++, 1);
        (TokenType, _inObject, _next) = (c == '{' ? JsonTokenType.StartObject : JsonTokenType.StartArray, c == '{', Next.FirstOrEnd);
    }

    private bool End(byte c)
    {
        if (_depth == 0 || c != (_inObject ? '}' : ']'))
            throw Torn();
        TokenType = c == '}' ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        (_start, _length) = (_at++, 1);
        _depth--;
        _inObject = _depth > 0 && (_objects[(_depth - 1) >> 6] >> ((_depth - 1) & 63) & 1) != 0;
        _next = _depth == 0 ? Next.Nothing : Next.CommaOrEnd;
        return true;
    }

    private void String()
    {
        _start = ++_at;
        var end = JsonText.End(_json, _at);
        if (end < 0)
            throw Torn();
        _length = end - _start;
        _at = end + 1;
    }

    private void Literal(ReadOnlySpan<byte> word, JsonTokenType type)
    {
        if (!_json[_at..].StartsWith(word))
            throw Torn();
        (_start, _length, TokenType) = (_at, word.Length, type);
        _at += word.Length;
    }

    private void Number()
    {
        var length = _json[_at..].IndexOfAnyExcept(NumberBytes);
        if (length <= 0)
            throw Torn();
        (_start, _length, TokenType) = (_at, length, JsonTokenType.Number);
        _at += length;
    }

    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly JsonException Torn() => new($"Not JSON at byte {_at}.");

    private enum Next : byte { Value, FirstOrEnd, CommaOrEnd, Nothing }

    /// <summary>One bit a level: an object, or an array.</summary>
    [InlineArray(MaxDepth / 64)]
    private struct Levels
    {
        private ulong _first;
    }
}
