namespace ClaudeLens.Live.Status;

/// <summary>Whether a tool may ask the human before it runs.</summary>
internal static class Permissions
{
    /// <summary>Tools that only look, or that run something which asks for itself.</summary>
    private static readonly HashSet<string> NeverAsks =
    [
        "Read", "Glob", "Grep", "LS", "NotebookRead", "Task", "Agent", "TodoWrite", "TodoRead", "TaskCreate", "TaskUpdate", "TaskList", "TaskGet",
        "TaskOutput", "TaskStop", "BashOutput", "KillShell", "KillBash", "ToolSearch", "Workflow", "EnterPlanMode", "ListMcpResourcesTool", "ReadMcpResourceTool",
    ];

    private static readonly HashSet<string> Edits = ["Edit", "Write", "MultiEdit", "NotebookEdit"];

    public static bool MayBeAsked(string tool, string? mode) => mode switch
    {
        "bypassPermissions" or "dontAsk" => false,
        "acceptEdits" => !NeverAsks.Contains(tool) && !Edits.Contains(tool),
        _ => !NeverAsks.Contains(tool),
    };
}
