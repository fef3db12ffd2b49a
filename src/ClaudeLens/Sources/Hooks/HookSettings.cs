using System.Text.Json.Nodes;

namespace ClaudeLens.Sources.Hooks;

/// <summary>Our entries among the hooks of a Claude Code settings file. Everything else in it stays.</summary>
internal static class HookSettings
{
    /// <summary>Clients before it do not post (seen with 2.1.50), and the older of them skip a whole file that has such a hook (2.0.76, 1.0.128).</summary>
    public static readonly Version FirstClient = new(2, 1, 63);

    /// <summary>The client waits for the answer when it exits, no longer than this.</summary>
    private const int TimeoutSeconds = 1;

    /// <summary>Those that say what no file does, or later; while the server is down none of them shows on the client's screen, and none keeps it waiting.</summary>
    private static readonly (string Event, string? Matcher)[] Wanted = [("PermissionRequest", null), ("Notification", "permission_prompt"), ("SessionEnd", null)];

    /// <returns>Whether anything had to be changed.</returns>
    /// <exception cref="FormatException">Its hooks are not built as Claude Code builds them.</exception>
    public static bool Install(JsonObject settings, string url)
    {
        if (Ours(settings).Select(o => (o.Event, o.Matcher, o.Url)).Order().SequenceEqual(Wanted.Select(w => (w.Event, w.Matcher, (string?)url)).Order())) return false;
        Remove(settings);
        if (settings["hooks"] is not JsonObject hooks) settings["hooks"] = hooks = [];
        foreach (var (name, matcher) in Wanted)
        {
            if (hooks[name] is not JsonArray groups) hooks[name] = groups = [];
            JsonObject group = [];
            if (matcher is not null) group["matcher"] = matcher;
            group["hooks"] = new JsonArray(new JsonObject { ["type"] = "http", ["url"] = url, ["timeout"] = TimeoutSeconds });
            groups.Add((JsonNode)group);
        }
        return true;
    }

    /// <summary>What was empty before is kept; what becomes empty goes too.</summary>
    /// <returns>Whether there was anything of ours.</returns>
    /// <exception cref="FormatException">Its hooks are not built as Claude Code builds them.</exception>
    public static bool Remove(JsonObject settings)
    {
        var ours = Ours(settings).ToList();
        foreach (var (entry, _, _, _) in ours) Detach(entry);
        return ours.Count > 0;
    }

    /// <returns>Where our entries post to, without repetition; empty when there are none.</returns>
    /// <exception cref="FormatException">Its hooks are not built as Claude Code builds them.</exception>
    public static IReadOnlyList<string> Addresses(JsonObject settings) => [.. Ours(settings).Select(o => o.Url).OfType<string>().Distinct()];

    /// <summary>The user has turned all hooks off.</summary>
    public static bool AreOff(JsonObject settings) => settings["disableAllHooks"] is JsonValue value && value.TryGetValue(out bool off) && off;

    private static IEnumerable<(JsonNode Entry, string Event, string? Matcher, string? Url)> Ours(JsonObject settings)
    {
        if (settings["hooks"] is not { } hooks) yield break;
        foreach (var (name, groups) in Object(hooks))
        {
            foreach (var group in Array(groups))
            {
                foreach (var entry in Array(Object(group)["hooks"]))
                {
                    var url = Text(Object(entry)["url"]);
                    if (Text(Object(entry)["type"]) == "http" && IsOurs(url)) yield return (entry!, name, Text(Object(group)["matcher"]), url);
                }
            }
        }
    }

    private static bool IsOurs(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.AbsolutePath == HooksSetup.Path;

    /// <summary>An entry out of its group, the group out of its event, the event out of the hooks, as far as nothing else is in them.</summary>
    private static void Detach(JsonNode node)
    {
        switch (node.Parent)
        {
            case JsonArray array:
                array.Remove(node);
                if (array.Count == 0) Detach(array);
                break;
            // The settings themselves stay.
            case JsonObject { Parent: { } parent } holder when node.GetPropertyName() is var name:
                holder.Remove(name);
                if (parent is JsonArray || holder.Count == 0) Detach(holder);
                break;
            case JsonObject settings:
                settings.Remove(node.GetPropertyName());
                break;
        }
    }

    private static JsonObject Object(JsonNode? node) => node as JsonObject ?? throw new FormatException("its hooks are not built as Claude Code builds them");

    private static JsonArray Array(JsonNode? node) => node as JsonArray ?? throw new FormatException("its hooks are not built as Claude Code builds them");

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
