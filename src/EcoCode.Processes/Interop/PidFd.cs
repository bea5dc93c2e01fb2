using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Interop;

/// <summary>pidfd_open(2) and poll(2) on it.</summary>
internal static partial class PidFd
{
    /// <summary>The same on all architectures, as all system calls since 5.1 are.</summary>
    private const long OpenNumber = 434;
    private const long SignalNumber = 424;
    private const short Readable = 1;

    /// <summary>Opens a process; an invalid handle when there is none.</summary>
    internal static SafeFileHandle Open(int pid) => new((nint)(int)SystemCall(OpenNumber, pid, 0), ownsHandle: true);

    /// <summary>Returns when the process has ended.</summary>
    internal static void WaitForEnd(SafeFileHandle process)
    {
        while (true)
        {
            var set = new PollSet { Descriptor = (int)process.DangerousGetHandle(), Events = Readable };
            int ready = Poll(ref set, 1, -1);
            if (ready >= 0 || Marshal.GetLastPInvokeError() != Libc.Interrupted) return;
        }
    }

    /// <summary>pidfd_send_signal(2): never to another process that got the same pid.</summary>
    /// <returns>0, or errno.</returns>
    internal static int Send(SafeFileHandle process, int signal)
        => SystemCall(SignalNumber, (int)process.DangerousGetHandle(), signal, 0, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    [StructLayout(LayoutKind.Sequential)]
    private struct PollSet
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long pid, long flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial long SystemCall(long number, long pidFd, long signal, nint details, long flags);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollSet set, nuint count, int timeoutMilliseconds);
}
