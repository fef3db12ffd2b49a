namespace ClaudeLens.Live.Fold;

/// <summary>One line's word on who owns an entry.</summary>
/// <param name="Marked">A copied line names the owner.</param>
/// <param name="At">When it happened, by this line: a copy is never older (up to 1.0 it has the time of the fork).</param>
/// <param name="Born">When the file was begun.</param>
/// <param name="Copied">The file says itself that it is younger than the line.</param>
internal readonly record struct Claim(SessionState Owner, AgentState? Agent, Moment At, Moment Born, bool Copied = false, bool Marked = false)
{
    /// <summary>Below zero: the first one owns. What a copy names, a subagent's own transcript, the oldest line, the one that is no copy for sure, the oldest file; the rest only makes the order total.</summary>
    public static int Compare(in Claim a, in Claim b)
    {
        if (a.Marked != b.Marked) return a.Marked ? -1 : 1;
        if (a.Agent is null != b.Agent is null) return a.Agent is null ? 1 : -1;
        if (a.At != b.At) return a.At.CompareTo(b.At);
        if (a.Copied != b.Copied) return a.Copied ? 1 : -1;
        if (a.Born != b.Born) return a.Born.CompareTo(b.Born);
        if (a.Owner != b.Owner) return string.CompareOrdinal(a.Owner.Id, b.Owner.Id);
        return string.CompareOrdinal(a.Agent?.Id, b.Agent?.Id);
    }
}
