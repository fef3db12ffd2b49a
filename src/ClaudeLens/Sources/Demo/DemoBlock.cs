using System.Text.Json;

namespace ClaudeLens.Sources.Demo;

/// <summary>One content block of an answer.</summary>
internal sealed record DemoBlock(string Type, string Text, string Id = "", DemoStep? Step = null)
{
    public static DemoBlock Say(string text) => new("text", text);

    public static DemoBlock Think(string text) => new("thinking", text);

    public static DemoBlock Call(string id, DemoStep step) => new("tool_use", step.Tool, id, step);

    /// <summary>As if written by the model, thinking that is not shown included.</summary>
    public long Tokens => Type switch
    {
        "thinking" => Text.Length * 3,
        "tool_use" => 60 + Step!.Target.Length,
        _ => 30 + Text.Length / 3,
    };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        if (Step is null)
        {
            json.WriteString(Type, Text);
        }
        else
        {
            json.WriteString("id", Id);
            json.WriteString("name", Step.Tool);
            json.WriteStartObject("input");
            Step.WriteInput(json);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
