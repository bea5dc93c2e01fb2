using System.Runtime.InteropServices;

namespace EcoCode.Cli.Interop;

/// <summary>The functions of the C library for writing to the standard streams and asking a terminal.</summary>
/// <remarks>System.Console is not used: it changes terminal settings and signal handling, which the measured program would notice.</remarks>
internal static unsafe partial class Terminal
{
    internal const int Interrupted = 4;
    internal const int BadDescriptor = 9;
    internal const int TryAgain = 11;
    internal const int BrokenPipe = 32;

    /// <summary>TIOCGWINSZ on x86-64 and arm64.</summary>
    private const nuint GetWindowSize = 0x5413;

    /// <summary>ICANON and ECHO of c_lflag: a terminal in which a line editor or a full-screen program works has them off.</summary>
    private const uint LineMode = 0x2, Echo = 0x8;

    /// <summary>F_GETFD, and the one flag that it tells, FD_CLOEXEC.</summary>
    private const int GetFlags = 1, CloseOnExec = 1;

    private const string Library = "libc";

    /// <summary>write(2).</summary>
    internal static nint Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return Write(descriptor, start, (nuint)bytes.Length);
    }

    /// <summary>Whether a descriptor came from whoever started this process.</summary>
    /// <remarks>Where a standard stream was closed, its number is soon that of a file of the runtime's own, which nothing of ours may go into. That one closes at exec; one that came through exec does not.</remarks>
    internal static bool IsInherited(int descriptor)
    {
        int flags = DescriptorControl(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    /// <summary>Columns of the terminal, or null when there is none.</summary>
    internal static int? Columns(int descriptor)
    {
        // struct winsize: rows, columns, and two sizes in pixels.
        ushort* size = stackalloc ushort[4];
        return Control(descriptor, GetWindowSize, size) == 0 && size[1] > 0 ? size[1] : null;
    }

    /// <summary>Whether the terminal is in the state in which plain lines can be written to it.</summary>
    internal static bool IsInLineMode(int descriptor)
    {
        // struct termios of glibc: four flag words, of which c_lflag is the fourth; 60 bytes in all.
        uint* settings = stackalloc uint[32];
        return GetAttributes(descriptor, settings) == 0 && (settings[3] & (LineMode | Echo)) == (LineMode | Echo);
    }

    /// <summary>isatty(3).</summary>
    internal static bool IsTerminal(int descriptor) => IsATty(descriptor) == 1;

    /// <summary>Whether this process group is the one that the terminal sends its signals to.</summary>
    internal static bool IsInForeground(int descriptor) => ForegroundGroup(descriptor) == OwnGroup();

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* bytes, nuint count);

    [LibraryImport(Library, EntryPoint = "fcntl")]
    private static partial int DescriptorControl(int descriptor, int command);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    private static partial int Control(int descriptor, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "tcgetattr")]
    private static partial int GetAttributes(int descriptor, void* settings);

    [LibraryImport(Library, EntryPoint = "isatty")]
    private static partial int IsATty(int descriptor);

    [LibraryImport(Library, EntryPoint = "tcgetpgrp")]
    private static partial int ForegroundGroup(int descriptor);

    [LibraryImport(Library, EntryPoint = "getpgrp")]
    private static partial int OwnGroup();
}
