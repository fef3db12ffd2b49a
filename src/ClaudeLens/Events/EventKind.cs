namespace ClaudeLens.Events;

/// <summary>What happened. Numbers are written to the journal: never reuse or change one.</summary>
public enum EventKind
{
    /// <summary>Somebody asked: a human, or in a subagent's transcript its parent.</summary>
    Prompt = 1,
    /// <summary>One content block of an assistant's answer (<see cref="MessagePart"/>; with <see cref="ToolCall"/> when it calls a tool).</summary>
    Message = 2,
    ToolResult = 3,
    /// <summary>A request went to the API and has no answer yet.</summary>
    ApiRequest = 4,
    /// <summary>The API refused: a retry is coming, or the client gave up (<see cref="ApiFailure"/>).</summary>
    ApiError = 5,
    Compaction = 6,
    /// <summary>The client itself says that the turn is over.</summary>
    TurnEnded = 7,
    /// <summary>The human pressed Esc.</summary>
    Interrupted = 8,
    /// <summary>A slash or bash command of the human, which the model need not answer.</summary>
    Command = 9,
    /// <summary>Something that is not human but makes the model take a turn: a finished background task.</summary>
    Notification = 10,
    /// <summary>A title for the session: one the user gave (<see cref="SessionFacts.CustomTitle"/>) or one the client made.</summary>
    Title = 11,
    /// <summary>The client's own total at its exit (<see cref="ClientTotal"/>).</summary>
    ClientTotal = 12,
    /// <summary>Only facts about the session: permission mode, worktree and the like.</summary>
    State = 13,
    /// <summary>What a live process says of itself, or that it is gone (<see cref="ProcessReport"/>).</summary>
    Process = 14,
    /// <summary>What is known of a subagent beside its transcript (<see cref="SubagentFacts"/>).</summary>
    Subagent = 15,
    SessionStarted = 16,
    SessionEnded = 17,
    /// <summary>A hook says the client asks the human for a permission.</summary>
    PermissionAsked = 18,
    /// <summary>An alert fired, resolved or was acknowledged (<see cref="AlertReport"/>).</summary>
    Alert = 19,
}

/// <summary>Who told us.</summary>
public enum EventSource
{
    Transcript = 1,
    Process = 2,
    Hook = 3,
    Http = 4,
    Otlp = 5,
    /// <summary>ClaudeLens itself: alerts.</summary>
    Rule = 6,
}
