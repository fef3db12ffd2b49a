using ClaudeLens.Live;
using ClaudeLens.Streams.WebSocket;

namespace ClaudeLens.Streams;

/// <summary>One change, as the tail holds it. Written when the first viewer needs it, once for all of them; without viewers, never.</summary>
internal sealed class Frame
{
    private LiveChange? _change;
    private byte[]? _encoded;

    public Frame(LiveChange change, bool late)
    {
        _change = change;
        Seq = change.Seq;
        Late = late;
        Activity = (change as ActivityAdded)?.Activity;
        (Kind, SessionId, Project, Weight) = change switch
        {
            ActivityAdded c => (FrameKinds.NewMessage, c.Activity.SessionId, c.Activity.Project, 700 + 2 * c.Activity.Summary.Length),
            SessionChanged c => (FrameKinds.SessionUpdate, c.Session.SessionId, c.Session.Project,
                2500 + 400 * (c.Session.Subagents.Count + c.Session.CostByModel.Count)),
            AlertChanged c => (FrameKinds.Alert, c.Alert.SessionId, c.Alert.Project, 1000),
            MetricsChanged c => (FrameKinds.MetricUpdate, (string?)null, (string?)null, 1000 + 40 * c.Metrics.ActiveProjects.Count),
            _ => throw new ArgumentException($"No frame stands for {change.GetType().Name}.", nameof(change)),
        };
        IsState = Kind == FrameKinds.MetricUpdate || change is SessionChanged { What: SessionChange.Changed or SessionChange.StatusChanged };
    }

    public long Seq { get; }
    public FrameKinds Kind { get; }
    public string? SessionId { get; }
    public string? Project { get; }

    /// <summary>What a <c>new_message</c> tells of.</summary>
    public Activity? Activity { get; }

    /// <summary>Bytes it may take in memory: an estimate, made before it is written.</summary>
    public int Weight { get; }

    /// <summary>What came of its seq went out before it: time alone changed something, or it is the state an event led to.</summary>
    public bool Late { get; }

    /// <summary>A newer one of the same thing says everything this one says.</summary>
    public bool IsState { get; }

    /// <summary>There is a newer one of the same thing: a viewer that lags need not see this one.</summary>
    public volatile bool Superseded;

    /// <summary>As a WebSocket message of its own. Call it on the pump only.</summary>
    public byte[] Encoded
    {
        get
        {
            if (_encoded is not null) return _encoded;
            _encoded = FrameJson.Encode(_change!);
            _change = null;
            return _encoded;
        }
    }

    /// <summary>The frame's JSON. Call it on the pump only.</summary>
    public ReadOnlySpan<byte> Json => ServerFrame.Payload(Encoded);
}
