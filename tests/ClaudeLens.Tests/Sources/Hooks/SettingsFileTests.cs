using System.Text.Json.Nodes;
using ClaudeLens.Sources.Hooks;

namespace ClaudeLens.Tests.Sources.Hooks;

public sealed class SettingsFileTests : IDisposable
{
    private const string Url = "http://127.0.0.1:5757/api/v1/hooks";
    private readonly string _folder = Directory.CreateTempSubdirectory("claudelens-").FullName;

    private string File => Path.Combine(_folder, "settings.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Do(Func<JsonObject, bool> change, bool changes = true)
    {
        var file = SettingsFile.Of(_folder);
        Assert.Equal(changes, change(file.Settings));
        if (changes) file.Write();
        return System.IO.File.ReadAllText(File);
    }

    private string Install(bool changes = true, string url = Url) => Do(s => HookSettings.Install(s, url), changes);

    private string Remove(bool changes = true) => Do(HookSettings.Remove, changes);

    public static TheoryData<string> Settings =>
    [
        "{}\n",
        "{\n  \"model\": \"opus\",\n  \"env\": {\n    \"NAME\": \"Größe <a & b> 'c' 日本\"\n  },\n  \"big\": 1e400,\n  \"list\": []\n}\n",
        // Four spaces, Windows, no newline at the end.
        "{\r\n    \"permissions\": {\r\n        \"deny\": [\r\n            \"Bash(rm:*)\"\r\n        ]\r\n    }\r\n}",
        "{\n\t\"hooks\": {\n\t\t\"PermissionRequest\": [\n\t\t\t{\n\t\t\t\t\"hooks\": [\n\t\t\t\t\t{\n\t\t\t\t\t\t\"type\": \"command\",\n\t\t\t\t\t\t\"command\": \"say it\"\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t],\n"
            + "\t\t\"SessionEnd\": [\n\t\t\t{\n\t\t\t\t\"hooks\": [\n\t\t\t\t\t{\n\t\t\t\t\t\t\"type\": \"http\",\n\t\t\t\t\t\t\"url\": \"http://127.0.0.1:1/other\"\n\t\t\t\t\t}\n\t\t\t\t]\n\t\t\t}\n\t\t]\n\t}\n}\n",
    ];

    [Theory, MemberData(nameof(Settings))]
    public void What_was_there_before_is_there_after(string before)
    {
        System.IO.File.WriteAllText(File, before);
        var with = Install();
        Assert.Equal([Url], HookSettings.Addresses(SettingsFile.Of(_folder).Settings));
        Assert.Equal(with, Install(changes: false));
        Assert.Equal(before, Remove());
        Assert.Equal(before, Remove(changes: false));
        Assert.Equal([File], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Three_entries_each_short_and_for_one_thing()
    {
        var hooks = JsonNode.Parse(Install())!["hooks"]!.AsObject();
        Assert.Equal(["PermissionRequest", "Notification", "SessionEnd"], hooks.Select(h => h.Key));
        Assert.Equal("permission_prompt", (string?)hooks["Notification"]![0]!["matcher"]);
        Assert.All(hooks, h => Assert.Equal($$"""{"type":"http","url":"{{Url}}","timeout":1}""", h.Value![0]!["hooks"]![0]!.ToJsonString()));
    }

    [Fact]
    public void Another_address_takes_the_place_of_the_old_one()
    {
        Install();
        Install(url: "http://localhost:6000/api/v1/hooks");
        Assert.Equal(["http://localhost:6000/api/v1/hooks"], HookSettings.Addresses(SettingsFile.Of(_folder).Settings));
    }

    [Fact]
    public void One_of_three_that_is_missing_is_put_back()
    {
        var whole = Install();
        Do(s => s["hooks"]!.AsObject().Remove("Notification"));
        Install();
        Assert.Equal(JsonNode.Parse(whole)!.ToJsonString(), JsonNode.Parse(System.IO.File.ReadAllText(File))!.ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"model\": \"op")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("[]")]
    [InlineData("null")]
    public void Torn_or_no_JSON_is_refused(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Throws<FormatException>(() => SettingsFile.Of(_folder));
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("""{"hooks": []}""")]
    [InlineData("""{"hooks": {"Stop": {}}}""")]
    [InlineData("""{"hooks": {"Stop": [{"matcher": "x"}]}}""")]
    [InlineData("""{"hooks": {"Stop": [{"hooks": ["x"]}]}}""")]
    public void Hooks_of_another_shape_are_refused(string text)
    {
        System.IO.File.WriteAllText(File, text);
        Assert.Throws<FormatException>(() => Install());
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void A_link_stays_one_and_a_file_keeps_its_mode()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links and modes are Unix's");
        var dotfiles = Directory.CreateDirectory(Path.Combine(_folder, "dotfiles")).FullName;
        var target = Path.Combine(dotfiles, "claude.json");
        System.IO.File.WriteAllText(target, "{}\n");
        if (!OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        System.IO.File.CreateSymbolicLink(File, target);
        Install();
        Assert.Equal(target, System.IO.File.ResolveLinkTarget(File, returnFinalTarget: true)!.FullName);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(target));
    }
}
