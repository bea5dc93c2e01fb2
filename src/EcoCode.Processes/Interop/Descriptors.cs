using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Processes.Interop;

/// <summary>Pipes, pseudo-terminals, and reading and writing them by poll(2). Constants are those of Linux on x86-64 and arm64.</summary>
internal static unsafe partial class Descriptors
{
    internal const int StandardError = 2;
    internal const short Readable = 1, Writable = 4;
    internal const int TryAgain = 11;

    private const int ReadWrite = 2, NoControllingTerminal = 0x100;
    private const nuint GetWindowSize = 0x5413, SetWindowSize = 0x5414;

    /// <summary>OPOST of c_oflag.</summary>
    private const uint ProcessOutput = 1;

    private const string Library = "libc";

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Watched
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Seen;
    }

    /// <summary>Whether standard error is a terminal.</summary>
    internal static bool ErrorIsTerminal => IsATerminal(StandardError) == 1;

    /// <summary>Makes a pipe whose ends close at exec. False when there can't be one.</summary>
    internal static bool TryPipe(out SafeFileHandle read, out SafeFileHandle write)
    {
        int* ends = stackalloc int[2];
        bool made = Pipe(ends, Libc.CloseOnExec) == 0;
        read = new SafeFileHandle(made ? ends[0] : -1, ownsHandle: true);
        write = new SafeFileHandle(made ? ends[1] : -1, ownsHandle: true);
        return made;
    }

    /// <summary>Makes a pseudo-terminal with the settings and the size of the terminal on standard error, which hands on every byte as it was written. False when there can't be one.</summary>
    internal static bool TryTerminal(out SafeFileHandle master, out SafeFileHandle slave)
    {
        slave = new SafeFileHandle(-1, ownsHandle: true);
        master = new SafeFileHandle(OpenMaster(ReadWrite | NoControllingTerminal | Libc.CloseOnExec), ownsHandle: true);
        byte* name = stackalloc byte[64];
        if (master.IsInvalid || Grant(master) != 0 || Unlock(master) != 0 || NameOfSlave(master, name, 64) != 0) return false;
        slave = Libc.Open(Marshal.PtrToStringUTF8((nint)name)!, ReadWrite | NoControllingTerminal | Libc.CloseOnExec);
        if (slave.IsInvalid) return false;

        // struct termios of glibc: four flag words, of which c_oflag is the second; 60 bytes in all. The real terminal turns line feeds
        // into what it wants by itself; twice would be once too often.
        uint* settings = stackalloc uint[32];
        if (GetAttributes(StandardError, settings) == 0)
        {
            settings[1] &= ~ProcessOutput;
            _ = SetAttributes(slave, 0, settings);
        }

        CopySize(master);
        return true;
    }

    /// <summary>Gives a pseudo-terminal the size of the terminal on standard error.</summary>
    internal static void CopySize(SafeFileHandle master)
    {
        // struct winsize: rows, columns, and two sizes in pixels.
        ushort* size = stackalloc ushort[4];
        if (Control(StandardError, GetWindowSize, size) == 0) _ = ControlOf(master, SetWindowSize, size);
    }

    /// <summary>poll(2), without an end of its own; interruptions are no end.</summary>
    internal static void Wait(Span<Watched> set)
    {
        fixed (Watched* start = set)
        {
            while (Poll(start, (nuint)set.Length, -1) < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
            }
        }
    }

    /// <summary>read(2); 0 at the end, negative when it fails, which on a terminal is the end as well.</summary>
    internal static int Read(SafeFileHandle from, Span<byte> into)
    {
        fixed (byte* start = into)
        {
            nint read;
            while ((read = Read(from, start, (nuint)into.Length)) < 0 && Marshal.GetLastPInvokeError() == Libc.Interrupted)
            {
            }

            return (int)read;
        }
    }

    /// <summary>Writes all to standard error, however long that takes. False when it can't be written to any more.</summary>
    internal static bool TryWriteError(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written;
            fixed (byte* start = bytes) written = Write(StandardError, start, (nuint)bytes.Length);
            if (written >= 0) bytes = bytes[(int)written..];
            else if (Marshal.GetLastPInvokeError() is var error && error == TryAgain) Wait([new Watched { Descriptor = StandardError, Wanted = Writable }]);
            else if (error != Libc.Interrupted) return false;
        }

        return true;
    }

    /// <summary>Writes one byte.</summary>
    internal static void WriteByte(SafeFileHandle to)
    {
        byte one = 1;
        _ = WriteTo(to, &one, 1);
    }

    [LibraryImport(Library, EntryPoint = "isatty")]
    private static partial int IsATerminal(int descriptor);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int Pipe(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "posix_openpt", SetLastError = true)]
    private static partial int OpenMaster(int flags);

    [LibraryImport(Library, EntryPoint = "grantpt", SetLastError = true)]
    private static partial int Grant(SafeFileHandle master);

    [LibraryImport(Library, EntryPoint = "unlockpt", SetLastError = true)]
    private static partial int Unlock(SafeFileHandle master);

    [LibraryImport(Library, EntryPoint = "ptsname_r")]
    private static partial int NameOfSlave(SafeFileHandle master, byte* name, nuint length);

    [LibraryImport(Library, EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, void* settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr")]
    private static partial int SetAttributes(SafeFileHandle terminal, int when, void* settings);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    private static partial int ControlOf(SafeFileHandle terminal, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(Watched* set, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle from, byte* into, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* bytes, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteTo(SafeFileHandle to, byte* bytes, nuint count);
}
