namespace ClaudeLens.Sources.Transcripts;

internal enum TranscriptKind { Session, Agent, AgentMeta, WorkflowJournal }

/// <summary>What the place of a file under <c>projects/</c> says, in the layouts of all client versions.</summary>
/// <param name="Source">Relative to its project folder, which may be renamed: what an event's identity is made of.</param>
internal sealed record TranscriptPath(string Path, TranscriptKind Kind, string Source, string SessionId, string? AgentId, string? Workflow)
{
    private const string Lines = ".jsonl", Meta = ".meta.json", AgentPrefix = "agent-", WorkflowPrefix = "wf_";

    /// <summary>Null: not one of ours.</summary>
    public static TranscriptPath? Of(string projects, string path)
    {
        var isMeta = path.EndsWith(Meta, StringComparison.Ordinal);
        if (!isMeta && !path.EndsWith(Lines, StringComparison.Ordinal))
            return null;
        if (path.Length <= projects.Length + 1)
            return null;
        var parts = path[(projects.Length + 1)..].Split(System.IO.Path.DirectorySeparatorChar);
        if (parts.Length < 2)
            return null;
        var name = parts[^1][..^(isMeta ? Meta.Length : Lines.Length)];
        var isAgent = name.StartsWith(AgentPrefix, StringComparison.Ordinal);
        var workflow = Array.Find(parts, static part => part.StartsWith(WorkflowPrefix, StringComparison.Ordinal));
        var source = string.Join('/', parts[1..]);
        // Below its session's folder, or (2.0) beside its session: then only the lines know which.
        var session = parts.Length > 2 ? parts[1] : name;
        if (isMeta)
            return isAgent ? new(path, TranscriptKind.AgentMeta, source, session, name[AgentPrefix.Length..], workflow) : null;
        if (isAgent)
            return new(path, TranscriptKind.Agent, source, session, name[AgentPrefix.Length..], workflow);
        if (parts.Length > 2)
            return name == "journal" && workflow is not null ? new(path, TranscriptKind.WorkflowJournal, source, session, null, workflow) : null;
        return new(path, TranscriptKind.Session, source, session, null, null);
    }

    /// <summary>Where an agent's description stands, beside its transcript.</summary>
    public string MetaPath => Path[..^Lines.Length] + Meta;

    public string TranscriptOfMeta => Path[..^Meta.Length] + Lines;
}
