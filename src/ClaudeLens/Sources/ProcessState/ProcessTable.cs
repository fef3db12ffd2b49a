using System.Diagnostics;
using System.Globalization;

namespace ClaudeLens.Sources.ProcessState;

/// <summary>The processes of this machine: by <c>/proc</c> where there is one, else by what .NET knows.</summary>
internal sealed class ProcessTable(string proc, string machineId) : IProcessTable
{
    private static readonly TimeSpan StartTolerance = TimeSpan.FromMinutes(1);
    private readonly string? _namespace = LinkText(Path.Combine(proc, "self/ns/pid"));

    public static ProcessTable OfThisMachine() => new("/proc", MachineId());

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
        string stat;
        try
        {
            stat = File.ReadAllText(Path.Combine(proc, file.Pid.ToString(CultureInfo.InvariantCulture), "stat"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is UnauthorizedAccessException ? ProcessLife.Unknown : ProcessLife.Gone;
        }
        // The name in field 2 may hold anything, also spaces and brackets: count from its end.
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 20 || fields[0] is "Z" or "X")
            return ProcessLife.Gone;
        return string.IsNullOrEmpty(file.ProcStart) || fields[19] == file.ProcStart ? ProcessLife.Alive : ProcessLife.Gone;
    }

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
