namespace ClaudeLens.Tests.Flow;

/// <summary>Permissions bind everyone but root: tests about them run the program without root's right to pass over them.</summary>
internal static class Privileges
{
    public static bool IsRoot => Environment.UserName == "root";

    public static string[] Dropped => IsRoot ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
}
