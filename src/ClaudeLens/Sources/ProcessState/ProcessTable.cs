using System.Diagnostics;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>The processes of this machine: by <c>/proc</c> where there is one, else by what .NET knows.</summary>
internal sealed class ProcessTable(string proc, string machineId, TimeProvider clock) : IProcessTable
{
    private static readonly TimeSpan StartTolerance = TimeSpan.FromMinutes(1);
    private readonly string? _namespace = LinkText(Path.Combine(proc, "self/ns/pid"));

    public static ProcessTable OfThisMachine(TimeProvider clock) => new("/proc", MachineId(), clock);

    public ProcessLife Look(ProcessFile file)
    {
        if (IsElsewhere(file.PidDomain))
            return ProcessLife.Unknown;
        return OperatingSystem.IsLinux() ? LookInProc(file) : LookElse(file);
    }

    private bool IsElsewhere(string? domain)
    {
        if (string.IsNullOrEmpty(domain) || _namespace is null || domain.Split(':', 3) is not ["linux", var machine, var space])
            return false;
        return space != _namespace || (machineId.Length > 0 && machine.Length > 0 && machine != machineId);
    }

    private ProcessLife LookInProc(ProcessFile file)
    {
        try
        {
            if (ProcStat.Read(proc, file.Pid) is not { IsDead: false } stat)
                return ProcessLife.Gone;
            // Interactive 2.1.80 says only when it began.
            return string.IsNullOrEmpty(file.ProcStart) ? Began(stat, file) : stat.Start == file.ProcStart ? ProcessLife.Alive : ProcessLife.Gone;
        }
        catch (UnauthorizedAccessException)
        {
            return ProcessLife.Unknown;
        }
    }

    private ProcessLife Began(ProcStat stat, ProcessFile file) =>
        file.StartedAt is { } started && clock.GetUtcNow() - (ProcStat.Uptime(proc) - stat.StartedAfterBoot) > DateTimeOffset.FromUnixTimeMilliseconds(started) + StartTolerance
            ? ProcessLife.Gone : ProcessLife.Alive;

    private static ProcessLife LookElse(ProcessFile file)
    {
        try
        {
            using var process = Process.GetProcessById(file.Pid);
            return file.StartedAt is { } started && process.StartTime.ToUniversalTime() > DateTimeOffset.FromUnixTimeMilliseconds(started) + StartTolerance
                ? ProcessLife.Gone : ProcessLife.Alive;
        }
        catch (ArgumentException)
        {
            return ProcessLife.Gone;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return ProcessLife.Unknown;
        }
    }

    private static string MachineId()
    {
        foreach (var path in (ReadOnlySpan<string>)["/etc/machine-id", "/var/lib/dbus/machine-id"])
            if (File.Exists(path))
                return File.ReadAllText(path).Trim();
        return "";
    }

    private static string? LinkText(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
