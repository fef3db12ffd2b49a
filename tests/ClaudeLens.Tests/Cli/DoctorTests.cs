using ClaudeLens.Cli;
using ClaudeLens.Sources.Watching;

namespace ClaudeLens.Tests.Cli;

public sealed class DoctorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("claudelens-").FullName;

    private string Claude => Path.Combine(_root, "claude");

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows() && Directory.Exists(Claude)) File.SetUnixFileMode(Claude, (UnixFileMode)0b111_000_000);
        Directory.Delete(_root, recursive: true);
    }

    private (int ExitCode, string Said) Run(string? dataDir = null)
    {
        var said = new StringWriter();
        return (Doctor.Run([Claude], dataDir ?? Path.Combine(_root, "data"), TimeSpan.FromHours(24), said, TimeProvider.System), said.ToString());
    }

    private void Session(string version, string name = "a")
    {
        Directory.CreateDirectory(Path.Combine(Claude, "projects", "-home-dev"));
        File.WriteAllText(Path.Combine(Claude, "projects", "-home-dev", $"{name}.jsonl"), $$"""{"type":"queue-operation"}{{"\n"}}{"type":"user","version":"{{version}}"}{{"\n"}}""");
    }

    private void Process(int pid, string says)
    {
        Directory.CreateDirectory(Path.Combine(Claude, "sessions"));
        File.WriteAllText(Path.Combine(Claude, "sessions", $"{pid}.json"), says);
    }

    /// <summary>Its number may be somebody else's by now: that one began at another time.</summary>
    [Fact]
    public void What_a_killed_client_left_is_no_client_that_lives()
    {
        Session("2.1.330");
        Process(Environment.ProcessId, """{"sessionId":"a","status":"busy","procStart":"1","startedAt":1}""");
        var (_, said) = Run();
        Assert.Contains("ok     1 process files are left of clients that are gone", said);
        Assert.Contains("note   No client runs now.", said);
    }

    [Fact]
    public void Where_everything_is_seen_it_says_so_and_nothing_else()
    {
        Session("2.1.330");
        Process(Environment.ProcessId, """{"sessionId":"a","status":"busy"}""");
        var (exit, said) = Run();
        Assert.Equal(0, exit);
        Assert.Contains($"ok     {Claude} is watched: 1 transcripts.", said);
        Assert.Contains("1 process files say which clients live and what they do.", said);
        Assert.DoesNotContain("note", said);
    }

    [Fact]
    public void An_old_client_is_named_with_what_it_does_not_tell()
    {
        Session("2.1.80");
        Session("1.0.128", "b");
        var (exit, said) = Run();
        Assert.Equal(0, exit);
        Assert.Contains("note   2 sessions of clients before 2.1.200 (1.0.128, 2.1.80): they do not say what they do.", said);
        Assert.Contains("note   1 session of clients before 2.1 (1.0.128): they do not say when an answer is complete.", said);
    }

    [Fact]
    public void A_process_that_does_not_say_what_it_does_is_a_limit()
    {
        Session("2.1.200");
        Process(Environment.ProcessId, """{"sessionId":"a"}""");
        Assert.Contains("note   1 of them do not say what their client does", Run().Said);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_failure_only_when_none_is()
    {
        var (exit, said) = Run();
        Assert.Equal(1, exit);
        Assert.Contains($"note   {Claude} is not there yet.", said);
        Assert.Contains("fails  No config folder of Claude Code is there.", said);
    }

    [Fact]
    public void A_folder_of_another_user_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "root may read everything");
        Session("2.1.330");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Claude, UnixFileMode.None);
        var (exit, said) = Run();
        Assert.Equal(1, exit);
        Assert.Contains($"fails  {Claude} cannot be read: permission denied.", said);
    }

    [Fact]
    public void A_data_folder_that_cannot_be_one_is_named()
    {
        Session("2.1.330");
        var (exit, said) = Run(dataDir: Path.Combine("/proc", "claudelens"));
        Assert.Equal(OperatingSystem.IsLinux() ? 1 : 0, exit);
        if (OperatingSystem.IsLinux()) Assert.Contains("fails  /proc/claudelens cannot be written", said);
    }

    [Fact]
    public void The_longest_mount_point_says_where_a_folder_is()
    {
        string[] mounts = ["/dev/sda / ext4 rw 0 0", "nas:/home /home nfs4 rw 0 0", "x /home/dev/my\\040disk fuse.sshfs rw 0 0", "y /homely 9p rw 0 0"];
        Assert.Equal("nfs4", Mounts.Of("/home/dev/.claude", mounts)?.Type);
        Assert.Equal("fuse.sshfs", Mounts.Of("/home/dev/my disk/.claude", mounts)?.Type);
        Assert.Equal("ext4", Mounts.Of("/var/claude", mounts)?.Type);
    }
}
