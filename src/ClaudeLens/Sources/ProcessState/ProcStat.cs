using System.Globalization;
using System.Text;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>What <c>/proc/&lt;pid&gt;/stat</c> says of a process.</summary>
internal readonly record struct ProcStat(string Name, char State, int Parent, string Start)
{
    // USER_HZ, fixed at 100 on every Linux the kernel's interface shows.
    private const double TicksPerSecond = 100;

    public bool IsDead => State is 'Z' or 'X';
    public TimeSpan StartedAfterBoot => TimeSpan.FromSeconds(double.Parse(Start, CultureInfo.InvariantCulture) / TicksPerSecond);

    public static TimeSpan Uptime(string proc) => TimeSpan.FromSeconds(double.Parse(Text(Path.Combine(proc, "uptime")).Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>Null: there is no such process.</summary>
    /// <exception cref="UnauthorizedAccessException">There may be one, and nobody here may look.</exception>
    public static ProcStat? Read(string proc, int pid)
    {
        try
        {
            return Parse(Text(Path.Combine(proc, pid.ToString(CultureInfo.InvariantCulture), "stat")));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>One line of the kernel's, in one read: every process is looked at again and again.</summary>
    private static string Text(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> line = stackalloc byte[4096];
        return Encoding.UTF8.GetString(line[..RandomAccess.Read(file, line, 0)]);
    }

    private static ProcStat? Parse(string stat)
    {
        // The name in field 2 may hold anything, also spaces and brackets: count from its end.
        var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
        if (open < 0 || close < open)
            return null;
        var fields = stat[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 20 ? null : new(stat[(open + 1)..close], fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
    }
}
