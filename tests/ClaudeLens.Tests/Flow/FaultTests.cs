using System.Net;
using System.Net.Sockets;

namespace ClaudeLens.Tests.Flow;

/// <summary>What cannot work is said in one sentence, with the right exit code and without a stack trace.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(2, "--nonsense", "--nonsense")]
    [InlineData(2, "yesterday", "--history", "yesterday")]
    [InlineData(2, "0.0.0.0", "--urls", "http://0.0.0.0:5999")]
    [InlineData(2, "nowhere", "--urls", "nowhere")]
    [InlineData(2, "certificate", "--urls", "https://127.0.0.1:0")]
    public async Task Wrong_usage_is_two(int exitCode, string names, params string[] arguments)
    {
        using var scratch = new Scratch();
        var (code, output) = await RunningProgram.RunAsync(scratch, arguments);
        AssertOneSentence(output, names);
        Assert.Equal(exitCode, code);
    }

    [Theory]
    [InlineData("ClaudeLens__Streams__MaxRate", "much", "much")]
    [InlineData("ClaudeLens__Streams__MaxRate", "-1", "MaxRate")]
    [InlineData("ClaudeLens__Alerts__CostPerHour", "a lot", "a lot")]
    [InlineData("ClaudeLens__Kestrel__Endpoints__Open__Url", "http://0.0.0.0:5999", "0.0.0.0")]
    public async Task A_wrong_setting_is_two(string variable, string value, string names)
    {
        using var scratch = new Scratch();
        scratch.Variables[variable] = value;
        var (code, output) = await RunningProgram.RunAsync(scratch, "--urls", "http://127.0.0.1:0");
        AssertOneSentence(output, names);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task A_port_in_use_is_one()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var scratch = new Scratch();
        var (code, output) = await RunningProgram.RunAsync(scratch, "--urls", $"http://{taken.LocalEndpoint}");
        AssertOneSentence(output, taken.LocalEndpoint.ToString()!);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_configured_port_in_use_is_named_as_it_is()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var scratch = new Scratch();
        scratch.Variables["ClaudeLens__Urls"] = $"http://{taken.LocalEndpoint}";
        var (code, output) = await RunningProgram.RunAsync(scratch);
        AssertOneSentence(output, taken.LocalEndpoint.ToString()!);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_read_is_two()
    {
        using var scratch = new Scratch();
        var missing = Path.Combine(scratch.Root, "missing.pem");
        scratch.Variables["ClaudeLens__Kestrel__Certificates__Default__Path"] = missing;
        var (code, output) = await RunningProgram.RunAsync(scratch, "--urls", "https://127.0.0.1:0");
        AssertOneSentence(output, missing);
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task A_second_program_on_the_same_data_is_one()
    {
        using var scratch = new Scratch();
        await using var first = await RunningProgram.StartAsync(scratch);
        var (code, output) = await RunningProgram.RunAsync(scratch, "--urls", "http://127.0.0.1:0");
        AssertOneSentence(output, scratch.DataDir);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_one()
    {
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.DataDir);
        scratch.Shell = "chmod 500 data";
        scratch.Command = [.. Privileges.Dropped, .. scratch.Command];
        var (code, output) = await RunningProgram.RunAsync(scratch, "--urls", "http://127.0.0.1:0");
        AssertOneSentence(output, scratch.DataDir);
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_config_folder_without_permission_is_said_and_the_others_are_read()
    {
        using var scratch = new Scratch();
        new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000011").Prompt("Still read");
        var forbidden = Directory.CreateDirectory(Path.Combine(scratch.Root, "forbidden", "projects")).Parent!.FullName;
        scratch.Shell = "chmod 000 forbidden";
        scratch.Command = [.. Privileges.Dropped, .. scratch.Command];
        await using var program = await RunningProgram.StartAsync(scratch, "--claude-dir", forbidden, "--claude-dir", scratch.ConfigDir);
        await Wait.ForAsync("the other folder's session", program.SessionsAsync, sessions => sessions.Count == 1);
        await Wait.ForAsync("a word about the forbidden folder", () => program.Output.Contains(forbidden, StringComparison.Ordinal) && program.Output.Contains("ermission", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(forbidden, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void AssertOneSentence(string output, string names)
    {
        var said = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("Try '", StringComparison.Ordinal)).ToList();
        Assert.True(said.Count == 1, $"Not one sentence:\n{output}");
        Assert.StartsWith("claudelens: ", said[0], StringComparison.Ordinal);
        Assert.Contains(names, said[0], StringComparison.Ordinal);
    }
}
