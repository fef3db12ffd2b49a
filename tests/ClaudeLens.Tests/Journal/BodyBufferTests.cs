using System.Text;
using System.Text.Json;
using ClaudeLens.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace ClaudeLens.Tests.Journal;

public sealed class BodyBufferTests
{
    [Fact]
    public void Any_text_and_number_is_read_back_by_the_platform() => Prop.ForAll<string, string, long>((first, second, number) =>
    {
        var buffer = new BodyBuffer();
        buffer.Object();
        buffer.Text("first"u8, first);
        buffer.Number("n"u8, number);
        buffer.Array("list"u8);
        buffer.Object();
        buffer.Text("second"u8, second);
        buffer.End('}');
        buffer.Object();
        buffer.Flag("yes"u8, true);
        buffer.Flag("no"u8, false);
        buffer.End('}');
        buffer.End(']');
        buffer.End('}');

        using var read = JsonDocument.Parse(buffer.Written.ToArray());
        Assert.Equal(Whole(first), read.RootElement.TryGetProperty("first", out var text) ? text.GetString() : null);
        Assert.Equal(number, read.RootElement.GetProperty("n").GetInt64());
        Assert.Equal(Whole(second), read.RootElement.GetProperty("list")[0].TryGetProperty("second", out text) ? text.GetString() : null);
        Assert.Equal("""{"yes":true}""", read.RootElement.GetProperty("list")[1].GetRawText());
    }).QuickCheckThrowOnFailure();

    /// <summary>Half a surrogate pair cannot be written as UTF-8.</summary>
    private static string? Whole(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
