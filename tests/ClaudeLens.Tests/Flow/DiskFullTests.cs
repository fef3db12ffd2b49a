namespace ClaudeLens.Tests.Flow;

/// <summary>A full disk is said, what is known stays, and it goes on by itself when there is room.</summary>
public sealed class DiskFullTests
{
    [Fact]
    public async Task It_says_so_and_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(Privileges.IsRoot && OperatingSystem.IsLinux(), "A small file system of its own takes root to mount.");
        using var scratch = new Scratch();
        Directory.CreateDirectory(scratch.DataDir);
        // The program lives in a mount namespace of its own, in which its data folder is a file system of 4 MB.
        scratch.Command = ["unshare", "--mount", "bash", "-c", "mount -t tmpfs -o size=4m tmpfs data; exec \"$@\"", "bash", .. scratch.Command];
        var transcript = new TranscriptWriter(scratch, "0f0f0f0f-0000-4000-8000-000000000021");
        transcript.Prompt("Before");
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();
        var ballast = $"/proc/{program.ProcessId}/root{scratch.DataDir}/ballast";
        Fill(ballast);

        for (var i = 0; i < 300; i++) transcript.Answer($"While it is full {i}");
        var live = await Wait.ForAsync("a problem is told", program.LiveAsync, live => live.GetProperty("problems").GetArrayLength() > 0);
        Assert.Contains("full", live.GetProperty("problems")[0].GetProperty("message").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Single(live.GetProperty("active_sessions").EnumerateArray());

        File.Delete(ballast);
        await Wait.ForAsync("all lines", () => program.EventIdsAsync(transcript.SessionId), ids => ids.Count == transcript.Lines);
        await Wait.ForAsync("no problem any more", program.LiveAsync, now => now.GetProperty("problems").GetArrayLength() == 0);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    private static void Fill(string file)
    {
        using var ballast = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var page = new byte[4096];
        try
        {
            while (true) ballast.Write(page);
        }
        catch (IOException)
        {
            // Full: that was the point.
        }
    }
}
