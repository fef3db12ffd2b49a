using ClaudeLens.Sources.ProcessState;
using ClaudeLens.Tests.Flow;

namespace ClaudeLens.Tests.Sources.ProcessState;

/// <summary>Real processes of this machine that are called what a client calls itself.</summary>
public sealed class ProcClientsTests : IDisposable
{
    private static readonly Listed None = new([]);
    private readonly string _root = Directory.CreateTempSubdirectory("claudelens-").FullName;
    private readonly string _claude, _lines;
    private readonly IUnlistedClients _clients;

    public ProcClientsTests()
    {
        _claude = Path.Combine(_root, "claude");
        Directory.CreateDirectory(Path.Combine(_claude, "projects"));
        Directory.CreateDirectory(Work);
        _lines = Path.Combine(_root, "lines");
        _clients = ProcClients.OfThisMachine([_claude], TimeProvider.System);
    }

    private string Work => Path.Combine(_root, "my_work");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_client_is_found_by_its_name_its_config_folder_and_where_it_runs()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        using var client = new FakeClient(Work, _claude, _lines);
        var found = await Wait.ForAsync("the client", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 1);

        Assert.Equal(client.Id, found[0].Pid);
        Assert.EndsWith("-my-work", found[0].Folder);
        Assert.StartsWith(Path.Combine(_claude, "projects", "-"), found[0].Folder);
        Assert.InRange(found[0].StartedAt, TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow());
        var before = _clients.Written(found[0]);
        client.Says("a line of some length");
        await Wait.ForAsync("its bytes", () => Task.FromResult(_clients.Written(found[0])), now => now >= before + 20);

        client.Dispose();
        await Wait.ForAsync("nobody", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 0);
    }

    [Fact]
    public async Task The_shell_of_a_tool_call_is_found_below_its_client_and_no_other_child()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        using var client = new FakeClient(Work, _claude, _lines);
        await Wait.ForAsync("the client", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 1);
        client.Runs("sleep 30; true");
        client.Runs($"source {_claude}/shell-snapshots/snapshot-bash-1.sh; sleep 1; true");
        var found = await Wait.ForAsync("the shell", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 1 && clients[0].RunsSince is not null);

        Assert.InRange(found[0].RunsSince!.Value, found[0].StartedAt, TimeProvider.System.GetUtcNow().AddSeconds(1));
        await Wait.ForAsync("its end", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 1 && clients[0].RunsSince is null);
        // The other one runs on.
        Assert.InRange(TimeProvider.System.GetUtcNow(), found[0].StartedAt, found[0].RunsSince!.Value.AddSeconds(25));
    }

    [Fact]
    public async Task Only_those_of_our_config_folder_that_keep_no_file_count()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux");
        Directory.CreateDirectory(Path.Combine(_root, "elsewhere"));
        File.CreateSymbolicLink(Path.Combine(_root, "link"), _claude);
        using var other = new FakeClient(Work, Path.Combine(_root, "elsewhere"), _lines);
        using var linked = new FakeClient(Work, Path.Combine(_root, "link"), _lines);
        var found = await Wait.ForAsync("the client", () => Task.FromResult(_clients.Look(None)), clients => clients.Count == 1);

        Assert.Equal(linked.Id, found[0].Pid);
        Assert.Empty(_clients.Look(new([new(new() { Pid = found[0].Pid, ProcStart = found[0].Start, SessionId = "a", Status = "idle" }, IsAlive: true)])));
        // Its file is removed a moment before it ends.
        Assert.Empty(_clients.Look(None));
    }
}
