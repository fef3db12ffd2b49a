using ClaudeLens.Events;

namespace ClaudeLens.Live.Fold;

/// <summary>
/// What hooks say of a wait for a permission in one conversation, and when it was last answered. Only the times count, not the
/// order they are told in: a hook that comes late brings no wait back.
/// </summary>
internal struct Asking
{
    private Moment _askedAt, _remindedAt, _answeredAt;
    private ToolView? _askedFor;

    /// <summary>Null: nobody is asked.</summary>
    public readonly Ask? Open
    {
        get
        {
            var asked = _askedAt.CompareTo(_answeredAt) > 0;
            var reminded = _remindedAt.CompareTo(_answeredAt) > 0;
            if (!asked) return reminded ? new(_remindedAt, null, Reminded: true) : null;
            return new(_askedAt, _askedFor, reminded && _remindedAt.CompareTo(_askedAt) >= 0);
        }
    }

    /// <summary>A request names its tool; a reminder names none.</summary>
    public void Apply(SessionEvent e)
    {
        if (e.Tool is not { } tool)
        {
            _remindedAt = Later(_remindedAt, e.At);
        }
        else if (e.At >= _askedAt)
        {
            (_askedAt, _askedFor) = (e.At, new ToolView(tool.Id, tool.Name, tool.Target, e.At));
        }
    }

    public void Answer(DateTimeOffset at) => _answeredAt = Later(_answeredAt, at);

    private static Moment Later(Moment a, Moment b) => a.CompareTo(b) >= 0 ? a : b;
}

/// <summary>A hook's word that a human is asked for a permission.</summary>
/// <param name="Tool">What for; null where only a reminder came.</param>
/// <param name="Reminded">The client said it again: until then nobody had answered.</param>
internal readonly record struct Ask(DateTimeOffset At, ToolView? Tool, bool Reminded);
