using System.ComponentModel;
using System.Diagnostics;

namespace ClaudeLens.Cli;

internal static class Browser
{
    public static void Open(string address)
    {
        try
        {
            using var _ = OperatingSystem.IsLinux()
                ? Process.Start(new ProcessStartInfo("xdg-open", address) { RedirectStandardError = true, RedirectStandardOutput = true })
                : Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            Console.WriteLine("  no browser was found to open it with");
        }
    }
}
