using System.Diagnostics;
using ClaudeLens.Tests.Flow;

namespace ClaudeLens.Tests.House;

/// <summary>Publishing gives one native file with page and database inside, without a warning, and it runs.</summary>
public sealed class NativeBuildTests
{
    [Fact]
    public async Task Publishing_gives_one_native_file_that_runs()
    {
        using var scratch = new Scratch();
        var folder = Path.Combine(scratch.Root, "native");
        var log = await PublishAsync(folder);
        Assert.DoesNotContain("warning", log, StringComparison.OrdinalIgnoreCase);
        var file = Assert.Single(Directory.GetFileSystemEntries(folder));

        scratch.Command = [file];
        await using var program = await RunningProgram.StartAsync(scratch);
        Assert.Contains("<title>ClaudeLens</title>", await program.Http.GetStringAsync("/", TestContext.Current.CancellationToken));
        Assert.True((await program.LiveAsync()).TryGetProperty("live_metrics", out _));
    }

    private static async Task<string> PublishAsync(string folder)
    {
        // The analysers have had their say when the tests were built, and nobody will debug this file.
        var publish = new ProcessStartInfo("dotnet", ["publish", "src/ClaudeLens", "-c", "Release", "--no-restore", "--nologo", "-p:RunAnalyzers=false", "-p:NativeDebugSymbols=false", "-o", folder])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(publish)!;
        var output = string.Concat(await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
