using System.IO.Hashing;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using SQLitePCL;

namespace ClaudeLens.Journal;

/// <summary>
/// The native build is one file, and SQLite comes as a shared library: that build carries the library inside (Journal.targets)
/// and loads it from memory. Other builds have it beside them and need nothing.
/// </summary>
public static partial class EmbeddedSqlite
{
    private const string Library = "e_sqlite3";
    private const string Prefix = "native/";
    private static readonly Lazy<bool> Ready = new(Prepare);

    /// <summary>Call before the first connection.</summary>
    public static void Use() => _ = Ready.Value;

    private static bool Prepare()
    {
        var resource = typeof(EmbeddedSqlite).Assembly.GetManifestResourceNames().FirstOrDefault(n => n.StartsWith(Prefix, StringComparison.Ordinal));
        if (resource is not null)
        {
            var handle = new Lazy<nint>(() => LoadFromMemory(resource) is var loaded and not 0 ? loaded : LoadFromFile(resource));
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == Library ? handle.Value : 0);
        }
        Batteries_V2.Init();
        return true;
    }

    /// <summary>No file: it works with read-only disks, full disks and folders mounted noexec. 0 where the kernel has or allows no such thing.</summary>
    private static nint LoadFromMemory(string resource)
    {
        if (!OperatingSystem.IsLinux()) return 0;
        var descriptor = MemfdCreate(Library, flags: 1 /* MFD_CLOEXEC */);
        if (descriptor < 0) return 0;
        using var memory = new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
        using (var content = Open(resource)) content.CopyTo(memory);
        return NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out var handle) ? handle : 0;
    }

    private static nint LoadFromFile(string resource)
    {
        using var content = Open(resource);
        var hash = new XxHash128();
        hash.Append(content);
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "ClaudeLens", Convert.ToHexStringLower(hash.GetCurrentHash()));
        var file = Path.Combine(folder, resource[Prefix.Length..]);
        if (!File.Exists(file))
        {
            Directory.CreateDirectory(folder);
            var own = $"{file}.{Environment.ProcessId}";
            content.Position = 0;
            using (var copy = File.Create(own)) content.CopyTo(copy);
            // Of several programs that start at once each moves a whole file here.
            File.Move(own, file, overwrite: true);
        }
        return NativeLibrary.Load(file);
    }

    private static Stream Open(string resource) => typeof(EmbeddedSqlite).Assembly.GetManifestResourceStream(resource)!;

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemfdCreate(string name, uint flags);
}
