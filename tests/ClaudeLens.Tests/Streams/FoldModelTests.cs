using System.Text.Json;
using ClaudeLens.Live;
using ClaudeLens.Streams;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Tests.Streams;

/// <summary>
/// A viewer with a rate, whose filter changes while it is open, on a clock of the test: whatever is folded, counts and costs
/// are those of what its filter wanted, and a bookmark tells how many frames it had.
/// </summary>
public sealed class FoldModelTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Folded_or_not_counts_and_costs_are_exact_for_every_filter(bool v1) =>
        Prop.ForAll(Gen.Choose(0, ushort.MaxValue).ArrayOf().ToArbitrary(), steps =>
        {
            using var model = new Model(v1);
            return model.Run(steps);
        })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));

    private sealed class Model : IDisposable
    {
        private static readonly Filter[] Filters =
        [
            new(FrameKinds.All), new(FrameKinds.NewMessage), new(FrameKinds.All, ["s1"]), new(FrameKinds.All, ["s0", "s2"]), new(FrameKinds.Activity, projects: ["p1"]),
            new(FrameKinds.SessionUpdate), new(FrameKinds.All, ["nobody"]),
        ];
        private readonly Tail _tail = new(Options.Create(new StreamOptions()));
        private readonly Batches _batches;
        private readonly MemoryLive _live = new();
        private readonly MemoryStream _wire = new();
        private readonly Viewer _viewer;
        private readonly List<(Filter Filter, long From)> _filters = [(Filters[0], 0)];
        private long _now;

        public Model(bool v1)
        {
            _batches = new Batches(_tail, TimeProvider.System);
            _live.Subscribe(_tail.Append);
            _viewer = new Viewer(_wire, v1, Filters[0], new TokenBucket(rate: 8, burst: 8), () => { }, _ => { });
            _viewer.Follow(0, 0);
        }

        public void Dispose() => _wire.Dispose();

        public bool Run(int[] steps)
        {
            foreach (var step in steps)
            {
                var (session, project) = ($"s{step / 16 % 4}", $"p{step / 16 % 3}");
                switch (step % 16)
                {
                    case < 9: _live.Message(session, project, withState: step % 2 == 0); break;
                    case 9: _live.Silent(step / 16 % 4 + 1); break;
                    case 10 when _live.LastSeq > 0: _live.Timed(session, project); break;
                    case 11: Refilter(Filters[step / 16 % Filters.Length]); break;
                    case 12: _viewer.Sign(Signs.Bookmark); break;
                    default: Move(step / 16 % 300); break;
                }
            }
            Settle();
            return Check();
        }

        private void Move(long milliseconds)
        {
            _now += milliseconds;
            while (_viewer.Step(_batches, _now) == Step.More) { }
        }

        /// <summary>What waits for the end of its window is said after it.</summary>
        private void Settle()
        {
            while (_viewer.Position < _tail.End) Move(TokenBucket.WindowMilliseconds);
        }

        /// <summary>It holds from where the viewer stands; before, everything due is said.</summary>
        private void Refilter(Filter filter)
        {
            Settle();
            _viewer.Filter = filter;
            _filters.Add((filter, _live.LastSeq));
        }

        private bool Check()
        {
            var wanted = _live.Recent.Where(a => _filters.Last(f => f.From < a.Seq).Filter is var f
                && f.Types.HasFlag(FrameKinds.NewMessage) && f.WantsSession(a.SessionId, a.Project)).ToList();
            var (frames, messages, errors, cost, seq) = (0L, 0L, 0L, 0m, 0L);
            foreach (var frame in Wire.Frames(_wire.ToArray()))
            {
                if (frame.Type() == "bookmark")
                {
                    if (frame.Data().GetProperty("frames").GetInt64() != frames) return false;
                    continue;
                }
                frames++;
                if (frame.Seq() < seq) return false;
                seq = frame.Seq();
                if (frame.Type() != "new_message") continue;
                messages += frame.Data().TryGetProperty("stands_for", out var n) ? n.GetInt64() : 1;
                errors += frame.Data().TryGetProperty("errors", out var e) ? e.GetInt64() : 0;
                cost += frame.Data().GetProperty("cost").GetDecimal();
            }
            return messages == wanted.Count && cost == wanted.Sum(a => a.Cost) && errors == 0 && frames == _viewer.Frames && _viewer.Position == _tail.End;
        }
    }
}
