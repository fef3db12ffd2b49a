using System.Text.Json;
using ClaudeLens.Tests.House;
using ClaudeLens.Tests.Live;

namespace ClaudeLens.Tests.Flow;

/// <summary>Recorded sessions in a config folder, the real program, and what REST then says against what the API really sent.</summary>
public sealed class RecordedTests
{
    /// <summary>Its answers were cut off by Esc: more was paid than any file says.</summary>
    private const string Interrupted = "56eb576b-6a81-4982-9b5a-858f8c9ab2c6";

    public static TheoryData<string> Versions => [.. Recorded.Versions];

    [Theory, MemberData(nameof(Versions))]
    public async Task Totals_over_REST_equal_what_the_API_sent(string version)
    {
        using var scratch = new Scratch();
        Copy(Repository.Full($"tests/ClaudeLens.Tests/Recordings/{version}"), scratch.ConfigDir);
        scratch.Variables["ClaudeLens__Live__KeepEnded"] = "10.00:00:00";
        await using var program = await RunningProgram.StartAsync(scratch);
        await program.WatchingAsync();

        var truth = Recorded.ApiUsage();
        var sessions = (await program.SessionsAsync()).Where(s => s.Key != Interrupted).ToList();
        Assert.NotEmpty(sessions);
        foreach (var (id, session) in sessions) Assert.Equal((id, truth[id] with { Messages = 0 }), (id, Tokens(session)));
    }

    private static ApiUsage Tokens(JsonElement session)
    {
        var tokens = session.GetProperty("tokens");
        return new(tokens.GetProperty("input").GetInt64(), tokens.GetProperty("output").GetInt64(), tokens.GetProperty("cache_read").GetInt64(), tokens.GetProperty("cache_creation").GetInt64(), 0);
    }

    /// <summary>As if recorded yesterday: sessions of long ago are forgotten, and this test is to hold next year too.</summary>
    private static void Copy(string from, string to)
    {
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd'T'");
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.WriteAllText(copy, File.ReadAllText(file).Replace("2026-11-22T", yesterday, StringComparison.Ordinal));
        }
    }
}
