using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Interop;

/// <summary>perf_event_open(2), for which the C library has no function of its own, and reading what it opens.</summary>
internal static partial class PerfEventOpen
{
    /// <summary>PERF_FLAG_FD_CLOEXEC: a started program inherits nothing.</summary>
    internal const nuint CloseOnExec = 8;

    /// <summary>Number of the system call (asm/unistd_64.h; asm-generic/unistd.h).</summary>
    internal const int NumberOnX64 = 298;
    internal const int NumberOnArm64 = 241;

    private const string Library = "libc";

    /// <summary>syscall(2) with the arguments of perf_event_open.</summary>
    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    internal static partial SafeFileHandle Call(nint number, in PerfEventAttr attributes, int process, int cpu, int group, nuint flags);

    /// <summary>read(2). With a <c>read_format</c> of 0 the value is the count alone, 8 bytes; 0 bytes when the event is in error.</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(SafeFileHandle file, out ulong count, nuint bytes);
}
