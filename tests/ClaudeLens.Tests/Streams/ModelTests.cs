using ClaudeLens.Live;
using ClaudeLens.Streams;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace ClaudeLens.Tests.Streams;

/// <summary>The stream without sockets: whatever happens in whatever order, nobody misses or repeats a message unsaid.</summary>
public sealed class ModelTests
{
    [Theory]
    [InlineData(true, 100_000)]
    [InlineData(false, 100_000)]
    [InlineData(true, 16)]
    [InlineData(false, 16)]
    public void Whatever_happens_every_message_comes_once_and_the_last_state_is_the_newest(bool v1, int tailFrames) =>
        Prop.ForAll(Gen.Choose(0, ushort.MaxValue).ArrayOf().ToArbitrary(), steps =>
        {
            using var model = new Model(v1, tailFrames);
            return model.Run(steps);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(300));

    private sealed class Model : IDisposable
    {
        private readonly bool _v1;
        private readonly Tail _tail;
        private readonly Batches _batches;
        private readonly MemoryLive _live = new();
        private readonly List<long> _messages = [];
        private readonly Dictionary<string, string> _states = [];
        private readonly HashSet<long> _excused = [];
        private Viewer _viewer = null!;
        private MemoryStream _wire = null!;
        private long _cursor;

        public Model(bool v1, int tailFrames)
        {
            _v1 = v1;
            _tail = new Tail(Options.Create(new StreamOptions { TailFrames = tailFrames }));
            _batches = new Batches(_tail, TimeProvider.System);
            _live.Subscribe(_tail.Append);
            Connect(0, 0);
        }

        public void Dispose() => _wire.Dispose();

        public bool Run(int[] steps)
        {
            foreach (var step in steps)
            {
                var session = $"s{step / 16 % 3}";
                switch (step % 16)
                {
                    case < 5: _live.Message(session); break;
                    case < 7: _live.Message(session, ahead: true); break;
                    case 7: _live.Message(session, withState: false); break;
                    case 8 when _live.LastSeq > 0: _live.Timed(session, status: (SessionStatus)(step / 64 % 3)); break;
                    case 9: _live.Metrics(step); break;
                    case 10: _live.Silent(step / 16 % 4 + 1); break;
                    case 11: Cut(keep: step / 4096.0 / 16); break;
                    default: Move(); break;
                }
            }
            Move();
            Take(_wire.ToArray());
            var expected = _live.Recent.Select(a => a.Seq).Where(s => !_excused.Contains(s));
            return _messages.SequenceEqual(expected) && _live.Newest.All(n => _states.GetValueOrDefault(n.Key) == n.Value);
        }

        private void Connect(long position, long seq)
        {
            _wire = new MemoryStream();
            _viewer = new Viewer(_wire, _v1, new Filter(FrameKinds.All), new TokenBucket(0, 1), () => { }, _ => { });
            _viewer.Follow(position, seq);
        }

        private void Move()
        {
            Step step;
            while ((step = _viewer.Step(_batches, 0)) == Step.More) { }
            if (step != Step.FellOut) return;
            Take(_wire.ToArray());
            Reset();
        }

        /// <summary>The connection ends somewhere in what was written; the client comes back with its cursor.</summary>
        private void Cut(double keep)
        {
            var bytes = _wire.ToArray();
            Take(bytes.AsSpan(0, (int)(bytes.Length * Math.Min(1, keep))));
            if (_tail.TryFind(_cursor, alsoStateOf: !_v1, out var position)) Connect(position, _cursor);
            else Reset();
        }

        /// <summary>What a gap and a snapshot, or a close and a new start, do: what is left out is known, the state is as it is.</summary>
        private void Reset()
        {
            _excused.UnionWith(_live.Recent.Select(a => a.Seq).Where(s => !_messages.Contains(s)));
            foreach (var (session, state) in _live.Newest) _states[session] = state;
            _cursor = _live.LastSeq;
            Connect(_tail.End, _cursor);
        }

        private void Take(ReadOnlySpan<byte> bytes)
        {
            foreach (var frame in Wire.Frames(bytes.ToArray()))
            {
                if (frame.Seq() < _cursor) throw new InvalidOperationException("seq went back");
                _cursor = frame.Seq();
                if (frame.Type() == "new_message") _messages.Add(frame.Seq());
                if (frame.Type() == "session_update") _states[frame.Data().GetProperty("session_id").GetString()!] = MemoryLive.Key(frame.Data().GetProperty("session"));
            }
        }
    }
}
