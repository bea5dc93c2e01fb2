using System.Runtime.InteropServices;

namespace EcoCode.Processes.Interop;

/// <summary>getrlimit(2) and setrlimit(2) of RLIMIT_NOFILE.</summary>
internal static partial class ResourceLimit
{
    private const int OpenFiles = 7;

    [StructLayout(LayoutKind.Sequential)]
    internal record struct Pair(ulong Soft, ulong Hard);

    internal static bool TryGet(out Pair limit) => Get(OpenFiles, out limit) == 0;

    internal static void Set(Pair limit) => _ = Set(OpenFiles, limit);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Get(int resource, out Pair limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int Set(int resource, in Pair limit);
}
