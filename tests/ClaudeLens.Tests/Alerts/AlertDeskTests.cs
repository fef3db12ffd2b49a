using ClaudeLens.Alerts;
using ClaudeLens.Events;
using ClaudeLens.Ingest;
using ClaudeLens.Live;
using ClaudeLens.Tests.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using static ClaudeLens.Tests.Live.Story;

namespace ClaudeLens.Tests.Alerts;

public sealed class AlertDeskTests
{
    private readonly World _world = new();

    [Fact]
    public async Task An_alert_fires_once_and_resolves()
    {
        _world.Has(Prompt(1), Call(2, "Bash"), Process(2, "waiting", "permission prompt"));
        await _world.Look(at: 40, times: 3);
        Assert.Equal([AlertPhase.Triggered], _world.Phases);

        _world.Has(Process(41, "busy"), Result(42));
        await _world.Look(at: 43, times: 3);
        Assert.Equal([AlertPhase.Triggered, AlertPhase.Resolved], _world.Phases);
    }

    [Fact]
    public async Task Each_wait_is_an_alert_of_its_own()
    {
        _world.Has(Prompt(1), Call(2, "Bash"), Process(2, "waiting", "permission prompt"));
        await _world.Look(at: 40);
        _world.Has(Process(41, "busy"), Result(42), Call(43, "Bash", "t2"), Process(43, "waiting", "permission prompt"));
        await _world.Look(at: 44);
        await _world.Look(at: 80);
        Assert.Equal([AlertPhase.Triggered, AlertPhase.Resolved, AlertPhase.Triggered], _world.Phases);
    }

    [Fact]
    public async Task After_a_restart_an_open_alert_is_not_told_again_and_still_resolves()
    {
        _world.Has(Prompt(1), Call(2, "Bash"), Process(2, "waiting", "permission prompt"));
        await _world.Look(at: 40);

        _world.Restart();
        await _world.Look(at: 50);
        Assert.Equal([AlertPhase.Triggered], _world.Phases);

        _world.Has(Gone(51));
        await _world.Look(at: 52);
        Assert.Equal([AlertPhase.Triggered, AlertPhase.Resolved], _world.Phases);
    }

    [Fact]
    public async Task An_alert_is_acknowledged_once()
    {
        _world.Has(Prompt(1), Call(2, "Bash"), Process(2, "waiting", "permission prompt"));
        await _world.Look(at: 40);
        var id = (await _world.SnapshotAsync()).Alerts[0].Id;
        Assert.True(await _world.Desk.AcknowledgeAsync(id, default));
        Assert.True(await _world.Desk.AcknowledgeAsync(id, default));
        Assert.False(await _world.Desk.AcknowledgeAsync("no such", default));
        Assert.Equal([AlertPhase.Triggered, AlertPhase.Acknowledged], _world.Phases);
    }

    [Fact]
    public async Task While_the_journal_cannot_be_written_it_is_tried_again()
    {
        _world.Has(Prompt(1), Call(2, "Bash"), Process(2, "waiting", "permission prompt"));
        _world.Fails = true;
        await _world.Look(at: 40);
        _world.Fails = false;
        await _world.Look(at: 41);
        Assert.Equal([AlertPhase.Triggered], _world.Phases);
    }

    /// <summary>A journal in memory, the real fold behind it, the real desk beside it, and a clock that is set.</summary>
    private sealed class World : TimeProvider, ILive, IIngest
    {
        private readonly List<SessionEvent> _journal = [];
        private Story _story = new();
        private DateTimeOffset _now = Start;

        public World() => Desk = NewDesk();

        public AlertDesk Desk { get; private set; }
        public bool Fails { get; set; }
        public IEnumerable<AlertPhase> Phases => _journal.Where(e => e.Alert is not null).Select(e => e.Alert!.Phase);
        public Task CaughtUp => Task.CompletedTask;

        public void Has(params SessionEvent[] events)
        {
            _journal.AddRange(events);
            _story.Has(events);
        }

        public async Task Look(double at, int times = 1)
        {
            _now = Start.AddSeconds(at);
            _story.At(at);
            for (var i = 0; i < times; i++) await Desk.LookAsync(default);
        }

        public void Restart()
        {
            (_story, Desk) = (new(), NewDesk());
            _story.Has(_journal);
        }

        public override DateTimeOffset GetUtcNow() => _now;

        public ValueTask<LiveSnapshot> SnapshotAsync(CancellationToken cancel = default) => new(_story.Fold.Snapshot("e", 0));

        public void Subscribe(Action<LiveBatch> onBatch) { }

        public ValueTask<SessionEvent[]> AppendAsync(AppendBatch batch, CancellationToken cancel = default)
        {
            if (Fails) throw new JournalException("full");
            Has([.. batch.Events]);
            return new([.. batch.Events.Select((e, i) => e with { Seq = _journal.Count - batch.Events.Count + i + 1 })]);
        }

        public ValueTask<IReadOnlyList<ReadPosition>> ReadPositionsAsync(CancellationToken cancel = default) => new([]);

        private AlertDesk NewDesk() => new(this, this, Options.Create(new AlertOptions()), this, NullLogger<AlertDesk>.Instance);
    }
}
