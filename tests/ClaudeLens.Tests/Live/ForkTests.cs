using ClaudeLens.Events;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Live;

/// <summary>A fork of a fork: each file repeats all before it, and whoever was first owns it, in every order of reading.</summary>
public sealed class ForkTests
{
    public enum Marks
    {
        None,
        /// <summary>Every copy names who really asked.</summary>
        First,
        /// <summary>Every copy names the session it was copied from.</summary>
        Parent,
    }

    private static readonly string[] Names = ["first", "second", "third"];

    private static readonly int[][] Orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    public static TheoryData<Marks, int> Cases => new(from marks in Enum.GetValues<Marks>() from order in Enumerable.Range(0, Orders.Length) select (marks, order));

    [Theory, MemberData(nameof(Cases))]
    public void Of_a_fork_of_a_fork_everyone_owns_what_he_asked_first(Marks marks, int order)
    {
        var story = new Story();
        foreach (var n in Orders[order]) story.Has(File(n, marks));

        Assert.Equal([(2, 10L), (2, 20L), (2, 30L)], Names.Select(name => (story[name].MessageCount, story[name].Tokens.Output)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void And_so_line_by_line(Marks marks, int order)
    {
        var story = new Story();
        var files = Orders[order].Select(n => new Queue<SessionEvent>(File(n, marks))).ToList();
        while (files.Exists(f => f.Count > 0))
        {
            foreach (var file in files.Where(f => f.Count > 0)) story.Has(file.Dequeue());
        }

        Assert.Equal([(2, 10L), (2, 20L), (2, 30L)], Names.Select(name => (story[name].MessageCount, story[name].Tokens.Output)));
    }

    /// <summary>A terminal's transcript does not say when it was begun, and a copy of it (a backup, another machine) was born after its own fork.</summary>
    [Theory, InlineData(true), InlineData(false)]
    public void What_is_a_copy_for_sure_owns_nothing_however_young_the_other_file_is(bool forkFirst)
    {
        SessionEvent[] turn = [Prompt(1), Answer(2, "m", stop: "end_turn")];
        var original = turn.Select(e => e with { Born = Start.AddDays(1) });
        var fork = turn.Select(e => e with { SessionId = "fork", Born = Start.AddSeconds(60), Copied = true });

        var story = new Story().Has(forkFirst ? fork.Concat(original) : original.Concat(fork));

        Assert.Equal((2, 0), (story.Session.MessageCount, story["fork"].MessageCount));
    }

    /// <summary>A turn of its own behind the turns of all before it.</summary>
    private static IEnumerable<SessionEvent> File(int n, Marks marks) => Enumerable.Range(0, n + 1).SelectMany(turn => new[]
    {
        Prompt(turn * 60 + 1, Names[n]),
        Marked(Answer(turn * 60 + 2, $"m{turn}", (turn + 1) * 10, Names[n], stop: "end_turn"), turn == n ? null : marks switch
        {
            Marks.First => Names[turn],
            Marks.Parent => Names[n - 1],
            _ => null,
        }),
    }).Select(e => e with { Born = Start.AddSeconds(n * 60) });

    private static SessionEvent Marked(SessionEvent e, string? payer) => e with { Message = e.Message! with { PaidBySession = payer } };
}
