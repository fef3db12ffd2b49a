using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClaudeLens.Bench.Truth;

/// <summary>What was true beside what was said, row by row, and the three promises at the end.</summary>
internal sealed class Report(Stream stream, Disk disk, Hooks hooks)
{
    private const double Soon = 0.25, AfterEnd = 5;
    private readonly Table _table = new("what was true, and what the stream said", "client, what was true", "what was said", "after the evidence, ms");
    private readonly Lock _lock = new();
    private readonly List<double> _waits = [], _ends = [];
    private int _asked, _shown;

    public Stream Stream => stream;
    public int Failures { get; private set; }
    /// <summary>A client that has no file of its status tells its hooks, and the stream has to say so as soon.</summary>
    public bool HooksAreInstalled { get; set; }

    public void Fails(string label, string what)
    {
        lock (_lock)
        {
            Failures++;
            _table.Add(label, $"**{what.Replace("\n", " ⏎ ", StringComparison.Ordinal)}**", "-");
        }
        Console.Error.WriteLine($"{label}: {what}");
    }

    /// <summary>From a moment on it must come to be said, and for this reason.</summary>
    public async Task ExpectAsync(string label, string session, double from, Func<Said, bool> fits, double seconds, string reason, CancellationToken stop)
    {
        var said = await stream.WaitAsync(session, from, s => fits(s) && Regex.IsMatch(s.Reason, reason), seconds, stop);
        if (said is null)
        {
            Fails(label, $"not said within {seconds} s; last: {stream.Last(session)}");
            return;
        }
        Row(label, said, (said.At - from) * 1_000);
    }

    /// <summary>A human is asked since the client's file, its call's line or its hook says so.</summary>
    public void Asked(string label, string session, double from, string waitingFor, Said? said)
    {
        var file = disk.First(session, from, w => w.What == "process" && w.Text.StartsWith("waiting", StringComparison.Ordinal));
        var line = disk.First(session, from, w => w.What == "assistant" && w.Text.Length > 0);
        var hook = hooks.Told.FirstOrDefault(t => t.Session == session && t.At >= from && t.Event == "PermissionRequest");
        var told = file?.At ?? (HooksAreInstalled ? hook?.At : null);
        lock (_lock) _asked++;
        if (said is null)
        {
            Fails(label, $"not shown as {waitingFor}; last: {stream.Last(session)}");
            return;
        }
        // What it is that is asked is known when both are there: who waits, and for which call.
        var evidence = Math.Max(file?.At ?? 0, line?.At ?? 0);
        var needs = stream.First(session, from, s => s.NeedsYou)!;
        lock (_lock)
        {
            _shown++;
            if (told is { } at) _waits.Add(Math.Max(0, needs.At - at));
            if (needs.At - told > Soon) Failures++;
        }
        Row($"{label} (hook {Ms(hook?.At, evidence)}, file {Ms(file?.At, evidence)}, line {Ms(line?.At, evidence)})", needs, (needs.At - (told ?? evidence)) * 1_000);
        if (needs.ToString() != said.ToString()) Row(label, said, (said.At - evidence) * 1_000);
    }

    public void NeverSaid(string label, string session, double from, double to, Func<Said, bool> wrong)
    {
        if (stream.Said.FirstOrDefault(s => s.Session == session && s.At >= from && s.At <= to && wrong(s)) is { } said) Fails(label, $"said meanwhile: {said}");
    }

    public void WasSaid(string label, string session, double from, double to, string pattern)
    {
        var said = stream.Said.FirstOrDefault(s => s.Session == session && s.At >= from && s.At <= to && Regex.IsMatch(s.ToString(), pattern));
        if (said is null)
            Fails(label, $"never said: {pattern}; but: {string.Join("; ", stream.Said.Where(s => s.Session == session && s.At >= from).Select(s => s.ToString()).Distinct())}");
        else
            Row(label, said, double.NaN);
    }

    /// <summary>Its process is gone: five seconds later nobody may say that it works.</summary>
    public void Ended(string label, string session, double exit)
    {
        var ended = stream.First(session, exit - 1, s => s.Ended);
        var after = stream.Last(session, exit + AfterEnd);
        if (after is null or { Works: true } || ended is null)
        {
            Fails($"{label}: its process ended", $"{AfterEnd} s later still {after}");
            return;
        }
        lock (_lock) _ends.Add(Math.Max(0, ended.At - exit));
        Row($"{label}: its process ended", ended, (ended.At - exit) * 1_000);
    }

    public async Task HasAgentsAsync(string label, string session, int all, int nested, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"{Place.Url}/api/v1/sessions/{session}", stop));
        var agents = answer.RootElement.GetProperty("subagents").EnumerateArray().Select(a => (
            Name: $"{a.GetProperty("agent_type").GetString()} {a.GetProperty("description").GetString()}", Parent: a.GetProperty("parent_agent_id").GetString(),
            Messages: a.GetProperty("message_count").GetInt32(), Ended: a.GetProperty("ended_at").ValueKind != JsonValueKind.Null)).Where(a => a.Messages > 1).ToList();
        if (agents.Count != all || agents.Count(a => a.Parent is not null) != nested || agents.Any(a => !a.Ended)) Fails(label, $"the tree has {string.Join(", ", agents)}");
        else lock (_lock) _table.Add($"{label}: {all} subagents, {nested} of them nested", string.Join(", ", agents.Select(a => a.Name.Trim())), "-");
    }

    public void Print()
    {
        _table.Print();
        var promises = new Table("promised", "what", "how often", "p50 ms", "p95 ms", "max ms", "bound ms");
        promises.Add("waits for a human that were shown", $"{_shown} of {_asked}", "-", "-", "-", "-");
        Add("a client says that it waits, until the stream says so", _waits, Soon);
        Add("a process ended, until its session was said to have", _ends, AfterEnd);
        promises.Print();
        Console.WriteLine($"{Failures} wrong or late.");

        void Add(string what, List<double> seconds, double bound)
        {
            if (seconds.Count == 0) return;
            var p = Percentiles.Of([.. seconds.Select(s => s * 1_000)]);
            promises.Add(what, $"{seconds.Count}", Table.Ms(p.P50), Table.Ms(p.P95), Table.Ms(p.Max), $"{bound * 1_000:0}");
        }
    }

    private void Row(string label, Said said, double milliseconds)
    {
        lock (_lock) _table.Add(label, said.ToString(), double.IsNaN(milliseconds) ? "-" : $"{milliseconds:0}");
        Console.Error.WriteLine($"{label}: {said} {milliseconds:0}");
    }

    private static string Ms(double? at, double evidence) => at is { } t ? $"{(t - evidence) * 1_000:+0;-0;0}" : "-";
}
