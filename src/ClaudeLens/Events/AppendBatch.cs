namespace ClaudeLens.Events;

/// <param name="Events">In the order they happened in their source.</param>
/// <param name="Positions">Committed with the events, or not at all.</param>
/// <param name="Durability">Whether the caller may return only when the disk has it.</param>
public sealed record AppendBatch(
    IReadOnlyList<SessionEvent> Events,
    IReadOnlyList<ReadPosition> Positions,
    Durability Durability = Durability.CanBeReadAgain);

public enum Durability
{
    /// <summary>A transcript and its position are committed together: after a power cut both are as they were, and it is read again.</summary>
    CanBeReadAgain,
    /// <summary>A sender was told that we have it: wait for the disk.</summary>
    Acknowledged,
}

/// <summary>How far a source has read something that grows.</summary>
/// <param name="Key">What is read, e.g. the transcript's path.</param>
/// <param name="Offset">Bytes taken, always just after a newline.</param>
/// <param name="State">What the source needs to go on from there; its own format.</param>
public sealed record ReadPosition(string Key, long Offset, string? State);

/// <summary>The journal did not take it, or cannot be used: the message is one sentence for people.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
