using ClaudeLens.Access;

namespace ClaudeLens.Tests.Access;

public sealed class BindingTests
{
    [Theory]
    [InlineData("http://127.0.0.1:5757")]
    [InlineData("http://localhost:0")]
    [InlineData("https://[::1]:5757")]
    [InlineData("http://127.8.8.8:80")]
    public void Loopback_is_fine(string url) => Assert.Null(Binding.Refusal([url]));

    [Theory]
    [InlineData("http://0.0.0.0:5757")]
    [InlineData("http://*:5757")]
    [InlineData("http://[::]:5757")]
    [InlineData("http://192.168.1.4:5757")]
    [InlineData("http://myhost:5757")]
    [InlineData("ftp://127.0.0.1:5757")]
    [InlineData("5757")]
    [InlineData("")]
    public void Anything_else_is_refused_in_one_sentence(string url)
    {
        var refusal = Binding.Refusal(["http://127.0.0.1:1", url]);
        Assert.NotNull(refusal);
        Assert.StartsWith($"'{url}'", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }
}
