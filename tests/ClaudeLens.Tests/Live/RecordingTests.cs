using System.Text;
using ClaudeLens.Live;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;

namespace ClaudeLens.Tests.Live;

/// <summary>What real clients wrote, against what the API really sent and against transitions looked at by eye.</summary>
public sealed class RecordingTests
{
    /// <summary>Answers cut off by Esc keep the usage their first line had: more was paid, and no file says how much.</summary>
    private static readonly Dictionary<string, TokenTotals> Interrupted = new()
    {
        ["56eb576b-6a81-4982-9b5a-858f8c9ab2c6"] = new(235, 1_766, 516_577, 50_824),
    };

    public static TheoryData<string> Versions => [.. Recorded.Versions];

    [Theory, MemberData(nameof(Versions))]
    public void Tokens_equal_what_the_API_sent(string version)
    {
        var fold = NewFold();
        foreach (var e in Recorded.Read(version).SelectMany(f => f.Events)) fold.Apply(e);
        fold.Flush();

        var truth = Recorded.ApiUsage();
        var live = fold.Snapshot("e", 0);
        foreach (var session in live.ActiveSessions.Concat(live.EndedSessions))
        {
            var sent = truth[session.SessionId];
            var want = Interrupted.GetValueOrDefault(session.SessionId) ?? new TokenTotals(sent.Input, sent.Output, sent.CacheRead, sent.CacheCreation);
            Assert.Equal((session.SessionId, want), (session.SessionId, session.Tokens));
            Assert.Empty(session.CostUnknownModels);
        }
    }

    [Fact]
    public void Every_transition_of_every_session_is_as_reviewed()
    {
        var all = new StringBuilder("Status of each recorded session, transition by transition, from its transcripts alone. Seconds from its start.\n");
        foreach (var version in Recorded.Versions)
        {
            foreach (var session in Recorded.Read(version).GroupBy(f => f.Session).OrderBy(g => g.Key, StringComparer.Ordinal))
                Transitions(all, version, session.Key, session);
        }
        var golden = House.Repository.Full("tests/ClaudeLens.Tests/Recordings/transitions.txt");
        // On purpose different? Then review the difference and put this file in its place.
        File.WriteAllText(Path.ChangeExtension(golden, ".actual.txt"), all.ToString());
        Assert.Equal(File.ReadAllText(golden), all.ToString());
        File.Delete(Path.ChangeExtension(golden, ".actual.txt"));
    }

    private static void Transitions(StringBuilder to, string version, string id, IEnumerable<RecordedFile> files)
    {
        var fold = NewFold();
        to.Append('\n').Append(version).Append(' ').Append(id).Append('\n');
        DateTimeOffset? start = null;
        var said = "";
        foreach (var e in Recorded.InTime(files))
        {
            start ??= e.At;
            Wait(e.At);
            fold.Apply(e);
            Say();
        }
        Wait(fold.Now + TimeSpan.FromHours(1));

        // Time passes a second at a time, as long as it can change anything.
        void Wait(DateTimeOffset until)
        {
            for (var i = 0; i < 3_600 && fold.Now < until; i++)
            {
                fold.Tick(Earlier(fold.Now + TimeSpan.FromSeconds(1), until));
                Say();
            }
        }

        void Say()
        {
            foreach (var change in fold.Flush().OfType<SessionChanged>().Where(c => c.Session.SessionId == id))
            {
                var now = Story.Describe(change.Session);
                if (now == said) continue;
                said = now;
                to.Append($"{(fold.Now - start!.Value).TotalSeconds,8:0.0}  {now}\n");
            }
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static LiveState NewFold() => new(new LiveOptions(), new PriceBook(), TimeZoneInfo.Utc);
}
