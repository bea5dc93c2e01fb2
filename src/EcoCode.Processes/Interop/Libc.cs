using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Interop;

/// <summary>Functions of the C library and system calls that following processes takes. Constants are those of Linux on x86-64 and arm64.</summary>
internal static unsafe partial class Libc
{
    internal const int NotPermitted = 1;
    internal const int NoProcess = 3;
    internal const int Interrupted = 4;
    internal const int NoChild = 10;

    /// <summary>CLOCK_MONOTONIC: stands still while the machine is suspended.</summary>
    internal const int ClockMonotonic = 1;

    /// <summary>CLOCK_PROCESS_CPUTIME_ID.</summary>
    internal const int ClockOwnProcess = 2;

    /// <summary>CLOCK_THREAD_CPUTIME_ID.</summary>
    internal const int ClockOwnThread = 3;

    /// <summary>CLOCK_BOOTTIME: like CLOCK_MONOTONIC, but goes on during suspend.</summary>
    internal const int ClockBoottime = 7;

    /// <summary>PR_SET_CHILD_SUBREAPER.</summary>
    internal const int SetChildSubreaper = 36;

    internal const int DirectoryOnly = 0x10000;
    internal const int CloseOnExec = 0x80000;

    internal const int PidType = 1;
    internal const int AllType = 0;
    internal const int WaitExited = 4;
    internal const int WaitNoHang = 1;
    internal const int WaitKeep = 0x01000000;

    /// <summary>MADV_DONTNEED.</summary>
    private const int DontNeed = 4;

    private const string Library = "libc";

    /// <summary>A second and a fraction, as the 64-bit kernels lay it out.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;

        internal readonly TimeSpan ToTimeSpan() => new((Seconds * TimeSpan.TicksPerSecond) + (Nanoseconds / 100));
    }

    /// <summary>struct rusage, the fields that are read; 144 bytes in all.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    internal struct ResourceUsage
    {
        internal long UserSeconds;
        internal long UserMicroseconds;
        internal long SystemSeconds;
        internal long SystemMicroseconds;

        internal readonly TimeSpan CpuTime
            => new(((UserSeconds + SystemSeconds) * TimeSpan.TicksPerSecond) + ((UserMicroseconds + SystemMicroseconds) * TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>siginfo_t as waitid fills it: 128 bytes, si_pid at 16 on 64-bit machines.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    internal struct SignalInfo
    {
        [FieldOffset(16)]
        internal int Pid;
    }

    /// <summary>clock_gettime(2).</summary>
    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    internal static partial int ClockGetTime(int clock, out TimeSpec time);

    /// <summary>prctl(2) with one argument.</summary>
    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    internal static partial int ProcessControl(int option, nuint argument, nuint zero3, nuint zero4, nuint zero5);

    /// <summary>waitid(2).</summary>
    [LibraryImport(Library, EntryPoint = "waitid", SetLastError = true)]
    internal static partial int WaitId(int idType, uint id, out SignalInfo info, int options);

    /// <summary>wait4(2): reaps, and tells the CPU time of the child and of all that it had waited for.</summary>
    [LibraryImport(Library, EntryPoint = "wait4", SetLastError = true)]
    internal static partial int Wait4(int pid, out int status, int options, out ResourceUsage usage);

    /// <summary>kill(2).</summary>
    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    internal static partial int Kill(int pid, int signal);

    /// <summary>getppid(2).</summary>
    [LibraryImport(Library, EntryPoint = "getppid")]
    internal static partial int GetParent();

    /// <summary>getpgid(2); works for zombies too.</summary>
    [LibraryImport(Library, EntryPoint = "getpgid")]
    internal static partial int GetProcessGroupOf(int pid);

    /// <summary>getpgrp(2).</summary>
    [LibraryImport(Library, EntryPoint = "getpgrp")]
    internal static partial int GetOwnProcessGroup();

    /// <summary>open(2).</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags);

    /// <summary>lseek(2).</summary>
    [LibraryImport(Library, EntryPoint = "lseek", SetLastError = true)]
    internal static partial long Seek(SafeFileHandle file, long offset, int whence);

    /// <summary>getdents64(2): directory entries of {u64 ino, i64 off, u16 length, u8 type, name, NUL}.</summary>
    [LibraryImport(Library, EntryPoint = "getdents64", SetLastError = true)]
    internal static partial nint GetDirectoryEntries(SafeFileHandle directory, byte* buffer, nuint count);

    /// <summary>Unmaps the pages of mappings of files that nothing has written to; who touches them finds them again in the file. What the kernel refuses (locked memory) stays.</summary>
    internal static void GiveBack(nuint start, nuint length) => _ = Advise((void*)start, length, DontNeed);

    [LibraryImport(Library, EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
