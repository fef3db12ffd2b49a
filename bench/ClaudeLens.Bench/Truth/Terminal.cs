namespace ClaudeLens.Bench.Truth;

/// <summary>A client in a terminal of its own (tmux), and somebody who types.</summary>
internal sealed class Terminal : IAsyncDisposable
{
    private const string Session = "client";
    private readonly string _socket;

    private Terminal(string socket) => _socket = socket;

    public static async Task<Terminal> StartAsync(Client client, string project, string[] more, CancellationToken stop)
    {
        client.Welcome(project);
        var terminal = new Terminal(Path.Combine(client.Place.Root, $"tmux-{Path.GetFileName(project)}"));
        string[] command = ["env", "-i", .. client.Environment("text").Select(v => $"{v.Key}={v.Value}"), .. client.Command,
            .. client.HookSettings is { } settings ? (string[])["--settings", settings] : [], .. more];
        await terminal.TmuxAsync(stop, ["-f", "/dev/null", "new-session", "-d", "-s", Session, "-x", "140", "-y", "50", "-c", project, .. command]);
        return terminal;
    }

    public async Task<int> PidAsync(CancellationToken stop) =>
        int.Parse((await TmuxAsync(stop, "list-panes", "-t", Session, "-F", "#{pane_pid}")).Trim(), System.Globalization.CultureInfo.InvariantCulture);

    public async Task TypeAsync(string text, CancellationToken stop)
    {
        await TmuxAsync(stop, "send-keys", "-t", Session, "-l", text);
        await Contender.Wait(250, stop);
        await KeyAsync("Enter", stop);
    }

    public Task KeyAsync(string key, CancellationToken stop) => TmuxAsync(stop, "send-keys", "-t", Session, key);

    public Task<string> ScreenAsync(CancellationToken stop) => TmuxAsync(stop, "capture-pane", "-p", "-t", Session);

    /// <returns>Whether it was to be seen within the time.</returns>
    public async Task<bool> SeesAsync(string text, CancellationToken stop, double seconds = 25)
    {
        for (var left = seconds; left > 0; left -= 0.05)
        {
            if ((await ScreenAsync(stop)).Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
            await Contender.Wait(50, stop);
        }
        return false;
    }

    private Task<string> TmuxAsync(CancellationToken stop, params string[] arguments) => Child.RunAsync("tmux", ["-S", _socket, .. arguments], stop, all: true);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TmuxAsync(CancellationToken.None, "kill-server");
        }
        catch (InvalidOperationException)
        {
            // It ended with its client.
        }
    }
}
