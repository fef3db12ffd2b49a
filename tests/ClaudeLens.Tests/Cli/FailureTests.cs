using ClaudeLens.Cli;
using Microsoft.Extensions.Configuration;

namespace ClaudeLens.Tests.Cli;

public sealed class FailureTests
{
    [Fact]
    public void A_settings_file_that_is_no_json_is_wrong_usage()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "{ \"Urls\": ");
            var thrown = Assert.Throws<InvalidDataException>(() => new ConfigurationBuilder().AddJsonFile(file).Build());
            Assert.Equal(2, Failure.Explain(thrown, null));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
