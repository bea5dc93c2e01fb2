using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Tui.Terminal.Interop;

/// <summary>The functions of the C library that a terminal takes. Constants are those of Linux on x86-64 and arm64.</summary>
internal static unsafe partial class Tty
{
    internal const int Interrupted = 4, TryAgain = 11;

    internal const short Readable = 1, Writable = 4, Broken = 0x8 | 0x10 | 0x20;

    private const int ReadWrite = 2, NoControllingTerminal = 0x100, NonBlocking = 0x800, CloseOnExec = 0x80000;

    /// <summary>TIOCGWINSZ.</summary>
    private const nuint GetWindowSize = 0x5413;

    private const int SetNow = 0, DiscardInput = 0;

    private const int StopSignal = 19;

    private const string Library = "libc";

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int Descriptor;
        internal short Events;
        internal short Returned;
    }

    /// <summary>Opens the controlling terminal anew, so that not waiting (O_NONBLOCK) is a matter of ours alone: the shell's own open file has other flags.</summary>
    internal static SafeFileHandle Open() => Open("/dev/tty", ReadWrite | NoControllingTerminal | NonBlocking | CloseOnExec);

    /// <summary>An eventfd(2), which a wait is woken by.</summary>
    internal static SafeFileHandle NewEvent() => EventDescriptor(0, NonBlocking | CloseOnExec);

    /// <summary>Columns and rows; false when the terminal does not tell.</summary>
    internal static bool TrySize(SafeFileHandle terminal, out int columns, out int rows)
    {
        // struct winsize: rows, columns, and two sizes in pixels.
        ushort* size = stackalloc ushort[4];
        bool told = Control(terminal, GetWindowSize, size) == 0;
        (columns, rows) = (size[1], size[0]);
        return told && columns > 0 && rows > 0;
    }

    /// <summary>Changes the settings at once, without waiting for output that a stalled terminal may never take.</summary>
    internal static bool TrySet(SafeFileHandle terminal, in TerminalSettings settings)
    {
        while (SetAttributes(terminal, SetNow, in settings) != 0)
        {
            // SIGCONT, after a stop for touching the terminal from the background.
            if (Marshal.GetLastPInvokeError() != Interrupted) return false;
        }

        return true;
    }

    /// <summary>Throws away what was typed and not read: reports of the mouse are no commands for a shell.</summary>
    internal static void DropInput(SafeFileHandle terminal) => _ = Flush(terminal, DiscardInput);

    /// <summary>Stops this process and returns when it is continued. The calling thread takes the signal itself, so it does nothing more before.</summary>
    internal static void StopSelf() => _ = Raise(StopSignal);

    internal static nint Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return Write(file, start, (nuint)bytes.Length);
    }

    internal static nint Read(SafeFileHandle file, Span<byte> into)
    {
        fixed (byte* start = into) return Read(file, start, (nuint)into.Length);
    }

    /// <summary>poll(2); negative time-outs wait for ever.</summary>
    internal static int Poll(Span<PollEntry> entries, int milliseconds)
    {
        fixed (PollEntry* first = entries) return Poll(first, (nuint)entries.Length, milliseconds);
    }

    /// <summary>tcgetattr(3).</summary>
    [LibraryImport(Library, EntryPoint = "tcgetattr", SetLastError = true)]
    internal static partial int GetAttributes(SafeFileHandle terminal, out TerminalSettings settings);

    [LibraryImport(Library, EntryPoint = "tcsetattr", SetLastError = true)]
    private static partial int SetAttributes(SafeFileHandle terminal, int when, in TerminalSettings settings);

    [LibraryImport(Library, EntryPoint = "tcflush")]
    private static partial int Flush(SafeFileHandle terminal, int queue);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    private static partial SafeFileHandle EventDescriptor(uint initial, int flags);

    [LibraryImport(Library, EntryPoint = "ioctl")]
    private static partial int Control(SafeFileHandle file, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "raise")]
    private static partial int Raise(int signal);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(SafeFileHandle file, byte* bytes, nuint count);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(SafeFileHandle file, byte* into, nuint count);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(PollEntry* entries, nuint count, int milliseconds);
}
