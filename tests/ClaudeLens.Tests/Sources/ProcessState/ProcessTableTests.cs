using System.Diagnostics;
using ClaudeLens.Sources.ProcessState;

namespace ClaudeLens.Tests.Sources.ProcessState;

public sealed class ProcessTableTests : IDisposable
{
    private readonly string _proc = Directory.CreateTempSubdirectory("claudelens-").FullName;

    public ProcessTableTests()
    {
        Directory.CreateDirectory(Path.Combine(_proc, "self/ns"));
        File.CreateSymbolicLink(Path.Combine(_proc, "self/ns/pid"), "pid:[100]");
    }

    public void Dispose() => Directory.Delete(_proc, recursive: true);

    [Theory]
    [InlineData("(claude)", "S", "555", ProcessLife.Alive)]
    [InlineData("(a ) b (c)", "R", "555", ProcessLife.Alive)]
    [InlineData("(claude)", "S", "556", ProcessLife.Gone)]
    [InlineData("(claude)", "Z", "555", ProcessLife.Gone)]
    internal void The_start_in_field_22_tells_a_process_from_a_later_one(string name, string state, string start, ProcessLife expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        Directory.CreateDirectory(Path.Combine(_proc, "7"));
        File.WriteAllText(Path.Combine(_proc, "7/stat"), $"7 {name} {state} 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 12 0 {start} 1000 200 18446744073709551615\n");

        Assert.Equal(expected, Table().Look(new() { Pid = 7, SessionId = "s", ProcStart = "555" }));
    }

    [Theory]
    [InlineData("linux:m:pid:[100]", ProcessLife.Gone)]
    [InlineData("linux:other:pid:[100]", ProcessLife.Unknown)]
    [InlineData("linux:m:pid:[101]", ProcessLife.Unknown)]
    [InlineData(null, ProcessLife.Gone)]
    internal void Numbers_of_another_machine_or_container_mean_nothing_here(string? domain, ProcessLife expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        Assert.Equal(expected, Table().Look(new() { Pid = 7, SessionId = "s", PidDomain = domain }));
    }

    [Theory]
    [InlineData(0, ProcessLife.Alive)]
    [InlineData(-30, ProcessLife.Gone)]
    internal void Where_its_file_has_no_start_a_process_begun_long_after_it_is_another_one(int minutes, ProcessLife expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        Directory.CreateDirectory(Path.Combine(_proc, "7"));
        // Up for 1,000 s, and the process began 10 s ago.
        File.WriteAllText(Path.Combine(_proc, "uptime"), "1000.00 3900.00\n");
        File.WriteAllText(Path.Combine(_proc, "7/stat"), "7 (claude) S 1 7 7 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 12 0 99000 1000 200 18446744073709551615\n");
        var written = TimeProvider.System.GetUtcNow().AddSeconds(-9).AddMinutes(minutes);

        Assert.Equal(expected, Table().Look(new() { Pid = 7, SessionId = "s", StartedAt = written.ToUnixTimeMilliseconds() }));
    }

    [Fact]
    public void This_process_lives() =>
        Assert.Equal(ProcessLife.Alive, ProcessTable.OfThisMachine(TimeProvider.System).Look(new()
        {
            Pid = Environment.ProcessId,
            SessionId = "s",
            StartedAt = new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime()).ToUnixTimeMilliseconds(),
        }));

    private ProcessTable Table() => new(_proc, "m", TimeProvider.System);
}
