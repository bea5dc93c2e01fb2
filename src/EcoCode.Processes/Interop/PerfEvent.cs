using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Interop;

/// <summary>perf_event_open(2), as far as a counter of task time takes it.</summary>
internal static unsafe partial class PerfEvent
{
    private const uint SoftwareType = 1;
    private const ulong TaskClock = 1;
    private const ulong Disabled = 1 << 0;
    private const ulong Inherit = 1 << 1;
    private const ulong ExcludeKernel = 1 << 5;
    private const ulong EnableOnExec = 1 << 12;
    private const ulong CloseOnExec = 8;

    /// <summary>Opens a counter of the CPU time of whatever the calling thread starts from now on, counting from exec.</summary>
    /// <returns>An invalid handle when it is not allowed.</returns>
    internal static SafeFileHandle OpenTaskClockOfChildren()
    {
        SafeFileHandle counter = Open(Disabled | Inherit | EnableOnExec);
        if (!counter.IsInvalid) return counter;
        counter.Dispose();

        // perf_event_paranoid 2 allows unprivileged users what leaves the kernel out; a task clock counts kernel time all the same.
        return Open(Disabled | Inherit | EnableOnExec | ExcludeKernel);
    }

    /// <summary>Reads a counter.</summary>
    internal static bool TryRead(SafeFileHandle counter, out long count)
    {
        long value = 0;
        bool read = Libc.Read(counter, (byte*)&value, sizeof(long)) == sizeof(long);
        count = read ? value : 0;
        return read;
    }

    private static SafeFileHandle Open(ulong flags)
    {
        var attributes = new Attributes { Type = SoftwareType, Size = (uint)sizeof(Attributes), Config = TaskClock, Flags = flags };
        return new SafeFileHandle((nint)(int)SystemCall(Number, &attributes, 0, -1, -1, CloseOnExec), ownsHandle: true);
    }

    private static long Number => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 298,
        _ => 241,
    };

    /// <summary>struct perf_event_attr, version 5 (112 bytes).</summary>
    [StructLayout(LayoutKind.Sequential, Size = 112)]
    private struct Attributes
    {
        internal uint Type;
        internal uint Size;
        internal ulong Config;
        internal ulong SamplePeriod;
        internal ulong SampleType;
        internal ulong ReadFormat;
        internal ulong Flags;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, Attributes* attributes, long pid, long cpu, long group, ulong flags);
}
