using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClaudeLens.Sources.Hooks;

/// <summary>A settings file of Claude Code. It is a person's own: written in the style it has, in one step, and only when something in it changed.</summary>
internal sealed class SettingsFile
{
    private readonly string _target;
    private readonly string? _text;

    private SettingsFile(string path)
    {
        Path = path;
        // A link stays one: what it points to is written.
        _target = File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        _text = File.Exists(path) ? File.ReadAllText(path) : null;
        Settings = _text is null ? [] : Parse(_text);
    }

    public string Path { get; }
    public JsonObject Settings { get; }

    /// <summary>Of a config folder. One without settings is as one without hooks.</summary>
    /// <exception cref="FormatException">It is not JSON, or torn.</exception>
    public static SettingsFile Of(string folder) => new(System.IO.Path.Combine(folder, "settings.json"));

    public void Write()
    {
        var temporary = $"{_target}.claudelens-{Environment.ProcessId}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows() && File.Exists(_target)) options.UnixCreateMode = File.GetUnixFileMode(_target);
            using (var file = new FileStream(temporary, options))
            {
                file.Write(Encoding.UTF8.GetBytes(Text()));
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, _target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private string Text()
    {
        var (newLine, end) = (_text?.Contains("\r\n", StringComparison.Ordinal) == true ? "\r\n" : "\n", _text is null || _text.EndsWith('\n'));
        var indent = _text?.Split('\n').Skip(1).FirstOrDefault(line => line is [' ' or '\t', ..]) is { } line ? line[..^line.TrimStart().Length] : "  ";
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions
        {
            Indented = true,
            IndentCharacter = indent[0],
            IndentSize = indent.Length,
            NewLine = newLine,
            // As JavaScript writes it: only what must be escaped is.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            Settings.WriteTo(writer);
        }
        return Encoding.UTF8.GetString(json.ToArray()) + (end ? newLine : "");
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new FormatException("it is no JSON object");
        }
        catch (JsonException e)
        {
            throw new FormatException(e.LineNumber is { } line ? $"it is not JSON (line {line + 1})" : "it is not JSON", e);
        }
    }
}
