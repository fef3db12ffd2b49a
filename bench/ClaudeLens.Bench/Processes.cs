namespace ClaudeLens.Bench;

/// <summary>What the kernel says about a process.</summary>
internal static class Processes
{
    // USER_HZ, fixed at 100 on every Linux the kernel's interface shows.
    private const double TicksPerSecond = 100;

    public static TimeSpan CpuOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / TicksPerSecond);
    }

    /// <summary>Resident memory now and at its highest, in MB.</summary>
    public static (double Now, double Peak) MemoryOf(int pid)
    {
        var status = File.ReadAllLines($"/proc/{pid}/status");
        return (Field("VmRSS:"), Field("VmHWM:"));

        double Field(string name) => long.Parse(status.First(line => line.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024.0;
    }
}
