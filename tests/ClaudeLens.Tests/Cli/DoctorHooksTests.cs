using ClaudeLens.Cli;

namespace ClaudeLens.Tests.Cli;

/// <summary>What is said of hooks, and where they are refused.</summary>
public sealed class DoctorHooksTests : IDisposable
{
    private readonly string _claude = Directory.CreateTempSubdirectory("claudelens-").FullName;

    private string Settings => Path.Combine(_claude, "settings.json");

    public void Dispose() => Directory.Delete(_claude, recursive: true);

    private Finding Look() => Assert.Single(DoctorHooks.Examine([_claude], TimeSpan.FromHours(24), TimeProvider.System));

    private int Install() => HooksCommand.Run(install: true, [_claude], "http://127.0.0.1:5757", TextWriter.Null, TimeProvider.System);

    private void Session(string version)
    {
        Directory.CreateDirectory(Path.Combine(_claude, "projects", "-home-dev"));
        File.WriteAllText(Path.Combine(_claude, "projects", "-home-dev", $"{version}.jsonl"), $$"""{"type":"user","version":"{{version}}"}{{"\n"}}""");
    }

    [Fact]
    public void Where_they_would_add_something_it_is_said()
    {
        Session("2.1.330");
        Assert.Equal((Level.Ok, true), (Look().Level, Look().Text.Contains("would add little", StringComparison.Ordinal)));
        Session("2.1.80");
        Assert.Equal((Level.Note, true), (Look().Level, Look().Text.Contains("2.1.80 would tell of a permission at once", StringComparison.Ordinal)));
        Assert.Equal(0, Install());
        Assert.Equal((Level.Ok, true), (Look().Level, Look().Text.Contains("has hooks to http://127.0.0.1:5757/api/v1/hooks", StringComparison.Ordinal)));
        File.WriteAllText(Settings, "{\"disableAllHooks\": true," + File.ReadAllText(Settings)[1..]);
        Assert.Equal((Level.Note, true), (Look().Level, Look().Text.Contains("none is run", StringComparison.Ordinal)));
    }

    /// <summary>It would skip the whole file.</summary>
    [Fact]
    public void Beside_a_client_that_cannot_read_them_they_are_refused_and_a_failure()
    {
        Session("2.0.76");
        Assert.Equal(1, Install());
        Assert.False(File.Exists(Settings));
        Directory.Delete(Path.Combine(_claude, "projects"), recursive: true);
        Assert.Equal(0, Install());
        Session("2.0.76");
        Assert.Equal(Level.Fails, Look().Level);
    }

    [Fact]
    public void A_torn_file_is_a_note()
    {
        File.WriteAllText(Settings, "{");
        Assert.Equal(Level.Note, Look().Level);
    }
}
