using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Interop;

/// <summary>eventfd(2), by which one thread wakes another.</summary>
internal static unsafe partial class EventFd
{
    private const short Readable = 1;
    private const string Library = "libc";

    /// <exception cref="IOException">The process may have no more descriptors.</exception>
    internal static SafeFileHandle Create()
    {
        SafeFileHandle created = Open(0, Libc.CloseOnExec | Libc.NonBlock);
        return created.IsInvalid ? throw new IOException("There is no descriptor left to be woken by.") : created;
    }

    internal static void Set(SafeFileHandle file)
    {
        ulong one = 1;
        _ = Write(file, &one, sizeof(ulong));
    }

    internal static bool Wait(SafeFileHandle file, TimeSpan longest)
    {
        bool added = false;
        try
        {
            file.DangerousAddRef(ref added);
            var wanted = new PollFd { File = (int)file.DangerousGetHandle(), Events = Readable };
            var time = new TimeSpec { Seconds = longest.Ticks / TimeSpan.TicksPerSecond, Nanoseconds = longest.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick };
            if (Poll(&wanted, 1, longest < TimeSpan.Zero ? null : &time, null) <= 0) return false;
        }
        finally
        {
            if (added) file.DangerousRelease();
        }

        ulong count;
        return Read(file, &count, sizeof(ulong)) == sizeof(ulong);
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PollFd
    {
        internal int File;
        internal short Events;
        internal short Found;
    }

    /// <summary>struct timespec of 64-bit kernels.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    [LibraryImport(Library, EntryPoint = "eventfd")]
    private static partial SafeFileHandle Open(uint count, int flags);

    [LibraryImport(Library, EntryPoint = "write")]
    private static partial nint Write(SafeFileHandle file, ulong* value, nuint length);

    [LibraryImport(Library, EntryPoint = "read")]
    private static partial nint Read(SafeFileHandle file, ulong* value, nuint length);

    [LibraryImport(Library, EntryPoint = "ppoll")]
    private static partial int Poll(PollFd* files, nuint count, TimeSpec* longest, void* signals);
}
