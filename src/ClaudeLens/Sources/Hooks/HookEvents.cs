using ClaudeLens.Events;

namespace ClaudeLens.Sources.Hooks;

/// <summary>Which of the client's events say something that its files do not, or later (docs/decisions/0013-hooks.md).</summary>
internal static class HookEvents
{
    /// <summary>Null: the transcript tells it as well. A payload has no time of its own: it happened when it came.</summary>
    public static SessionEvent? Of(HookPayload payload, ReadOnlySpan<byte> body, DateTimeOffset now) => payload switch
    {
        { Event: "PermissionRequest", Tool: { } tool } => New(payload, body, EventKind.PermissionAsked, now) with { Tool = new() { Id = "", Name = tool, Target = payload.Target } },
        { Event: "Notification", Notification: "permission_prompt" } => New(payload, body, EventKind.PermissionAsked, now),
        { Event: "SessionEnd" } => New(payload, body, EventKind.SessionEnded, now) with { Summary = payload.Reason is "clear" or "logout" or "resume" ? $"Ended by /{payload.Reason}" : "Ended" },
        _ => null,
    };

    private static SessionEvent New(HookPayload payload, ReadOnlySpan<byte> body, EventKind kind, DateTimeOffset now) => new()
    {
        Id = EventId.Create(payload.Session, (ulong)now.ToUnixTimeMilliseconds(), "hook", body),
        Kind = kind,
        SessionId = payload.Session,
        AgentId = payload.Agent,
        At = now,
        SeenAt = now,
        Source = EventSource.Hook,
        Facts = payload.Cwd is { } cwd ? new() { Cwd = cwd } : null,
    };
}
