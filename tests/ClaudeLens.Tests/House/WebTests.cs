using System.Diagnostics;

namespace ClaudeLens.Tests.House;

/// <summary>The page's own tests, so that <c>dotnet test</c> runs everything. Its packages are there: the build installed them.</summary>
public sealed class WebTests
{
    [Fact]
    public async Task The_page_passes_its_own_tests()
    {
        var results = Repository.Full("TestResults/vitest.json");
        var npm = new ProcessStartInfo("npm", ["test", "--silent", "--", "--reporter=dot", "--testTimeout=30000", "--reporter=json", $"--outputFile.json={results}"])
        {
            WorkingDirectory = Repository.Full("web"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        npm.Environment["CI"] = "true";
        npm.Environment["NO_COLOR"] = "1";
        using var process = Process.Start(npm)!;
        process.StandardInput.Close();
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, string.Join('\n', output));
    }
}
