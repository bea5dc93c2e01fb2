using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Interop;

/// <summary>The functions of the C library that reading pseudo-filesystems takes. Constants are those of Linux (asm-generic).</summary>
internal static partial class Libc
{
    internal const int ReadOnly = 0;
    internal const int NonBlock = 0x800;
    internal const int CloseOnExec = 0x80000;

    internal const int NotPermitted = 1;
    internal const int NoEntry = 2;
    internal const int NoProcess = 3;
    internal const int NoDeviceOrAddress = 6;
    internal const int AccessDenied = 13;
    internal const int NoDevice = 19;
    internal const int NotADirectory = 20;

    private const string Library = "libc";

    /// <summary>open(2).</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial SafeFileHandle Open(string path, int flags);

    /// <summary>pread(2).</summary>
    /// <returns>The number of bytes read, 0 at the end of the file, or -1 with errno.</returns>
    internal static nint PRead(SafeFileHandle file, Span<byte> into, long offset)
        => PRead(file, ref MemoryMarshal.GetReference(into), (nuint)into.Length, offset);

    [LibraryImport(Library, EntryPoint = "pread", SetLastError = true)]
    private static partial nint PRead(SafeFileHandle file, ref byte buffer, nuint count, long offset);

    /// <summary>What an errno says of a reading.</summary>
    internal static ReadOutcome OutcomeOf(int errno) => errno switch
    {
        NoEntry or NoProcess or NoDevice or NoDeviceOrAddress or NotADirectory => ReadOutcome.Gone,
        NotPermitted or AccessDenied => ReadOutcome.Denied,
        _ => ReadOutcome.NotSupported,
    };
}
