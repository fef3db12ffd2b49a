using System.Runtime.CompilerServices;
using ClaudeLens.Journal;
using ClaudeLens.Live.Fold;
using ClaudeLens.Pricing;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Live;

/// <summary>
/// Folds the journal a second time. The fold is pure, so it says again exactly what it said when it happened: what a line
/// cost its session depends on all lines before it, and cannot be had from the line alone.
/// </summary>
internal sealed class LivePast(IJournal journal, PriceBook prices, IOptions<LiveOptions> options, TimeProvider time) : ILivePast
{
    public async IAsyncEnumerable<PastPage> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var state = new LiveState(options.Value, prices, time.LocalTimeZone);
        await foreach (var batch in journal.FollowAsync(0, cancel))
        {
            foreach (var e in batch) state.Apply(e);
            var news = state.Flush().Where(c => c is ActivityAdded or AlertChanged && c.Seq > after).ToList();
            if (state.Seq > after) yield return new PastPage(state.Seq, news);
        }
    }
}
