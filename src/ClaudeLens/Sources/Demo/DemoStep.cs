using System.Text.Json;

namespace ClaudeLens.Sources.Demo;

/// <summary>One tool call of a script: which tool, on what, how long it takes and what comes of it.</summary>
/// <param name="Seconds">About this long; every run differs.</param>
internal sealed record DemoStep(string Tool, string Target, double Seconds, string Result, bool Fails = false)
{
    public static DemoStep Read(string file) => new("Read", file, 0.4, "     1\tpackage of lines");

    public static DemoStep Grep(string pattern) => new("Grep", pattern, 0.6, "Found 7 files");

    public static DemoStep Edit(string file) => new("Edit", file, 0.8, $"The file {file} has been updated.");

    public static DemoStep Write(string file) => new("Write", file, 0.8, $"File created successfully at: {file}");

    public static DemoStep Bash(string command, double seconds, string result = "done") => new("Bash", command, seconds, result);

    public static DemoStep Fetch(string url) => new("WebFetch", url, 2.5, "The page describes the option and its default.");

    public static DemoStep Ask(string question) => new("AskUserQuestion", question, 20, "The user answered: the first one, please");

    public static DemoStep Plan(string plan) => new("ExitPlanMode", plan, 16, "The user approved the plan");

    /// <summary>The same call, going wrong.</summary>
    public DemoStep Failing(string result) => this with { Result = result, Fails = true };

    public void WriteInput(Utf8JsonWriter json)
    {
        switch (Tool)
        {
            case "Bash": json.WriteString("command", Target); break;
            case "Grep": json.WriteString("pattern", Target); break;
            case "WebFetch": json.WriteString("url", Target); break;
            case "ExitPlanMode": json.WriteString("plan", Target); break;
            case "Agent":
                json.WriteString("description", Target);
                json.WriteString("prompt", $"{Target}. Report files and lines.");
                break;
            case "AskUserQuestion": WriteQuestion(json); break;
            default: json.WriteString("file_path", Target); break;
        }
    }

    private void WriteQuestion(Utf8JsonWriter json)
    {
        json.WriteStartArray("questions");
        json.WriteStartObject();
        json.WriteString("question", Target);
        json.WriteString("header", "Choice");
        json.WriteBoolean("multiSelect", false);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}

/// <summary>What a human asks for and how the model goes about it.</summary>
internal sealed record DemoTask(string Prompt, string Thought, string Answer, params DemoStep[] Steps);

/// <summary>Work that subagents do side by side.</summary>
internal sealed record DemoErrand(string AgentType, string Description, params DemoStep[] Steps);

/// <summary>A project, and what happens in it.</summary>
internal sealed record DemoProject(string Name, string Branch, string Model, string Title, DemoTask[] Tasks)
{
    public string Path => $"/home/dev/code/{Name}";

    /// <summary>The folder below <c>projects/</c>, as the client names it.</summary>
    public string Slug => Path.Replace('/', '-');

    /// <summary>A command that nobody wants to run unasked.</summary>
    public DemoStep Risky { get; init; } = DemoStep.Bash("git push origin HEAD", 3, "To the remote: new branch");

    public DemoStep Question { get; init; } = DemoStep.Ask("Which of the two should I do first?");

    public DemoErrand[] Errands { get; init; } = [];
}
