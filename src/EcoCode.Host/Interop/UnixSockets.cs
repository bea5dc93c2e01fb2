using System.Runtime.InteropServices;
using System.Text;
using EcoCode.Host.Sockets;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host.Interop;

/// <summary>Stream sockets of one machine, unix(7), of the C library. Constants are those of Linux on x86-64 and arm64.</summary>
internal static unsafe partial class UnixSockets
{
    internal const int Interrupted = 4;
    internal const int TryAgain = 11;
    internal const int AddressInUse = 98;
    internal const int ConnectionRefused = 111;

    internal const short Readable = 1, Writable = 4;

    private const int Family = 1, Stream = 1, SocketLevel = 1, PeerCredentials = 17, Backlog = 1024;
    private const int DontWait = 0x40, NoSignal = 0x4000;

    /// <summary>F_SETFD, and FD_CLOEXEC.</summary>
    private const int SetFlags = 2, CloseOnExecFlag = 1;

    /// <summary>struct sockaddr_un: the family, and 108 bytes of name.</summary>
    private const int NameAt = 2, LongestAddress = 110;

    private const string Library = "libc";

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct Watched
    {
        internal int Descriptor;
        internal short Wanted;
        internal short Seen;
    }

    /// <summary>struct ucred.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Credentials
    {
        internal int Pid;
        internal uint User;
        internal uint Group;
    }

    /// <summary>The user that this process acts as.</summary>
    internal static uint CurrentUser => EffectiveUser();

    /// <summary>The error of the last call that failed.</summary>
    internal static int LastError => Marshal.GetLastPInvokeError();

    /// <summary>A new socket that closes at exec, and whose calls do not block.</summary>
    internal static SafeFileHandle Create() => New(Family, Stream | Libc.NonBlock | Libc.CloseOnExec, 0);

    /// <returns>0, or errno.</returns>
    internal static int Bind(SafeFileHandle socket, LocalAddress address)
    {
        byte* name = stackalloc byte[LongestAddress];
        return Bind(socket, name, Write(address, name)) == 0 ? 0 : LastError;
    }

    /// <returns>0, or errno.</returns>
    internal static int Listen(SafeFileHandle socket) => Listen(socket, Backlog) == 0 ? 0 : LastError;

    /// <returns>0, or errno: <see cref="TryAgain"/> where too many wait to be let in.</returns>
    internal static int Connect(SafeFileHandle socket, LocalAddress address)
    {
        byte* name = stackalloc byte[LongestAddress];
        return Connect(socket, name, Write(address, name)) == 0 ? 0 : LastError;
    }

    /// <summary>The next that waits to be let in; an invalid handle where nobody does.</summary>
    internal static SafeFileHandle Accept(SafeFileHandle listener) => Accept(listener, null, null, Libc.NonBlock | Libc.CloseOnExec);

    /// <summary>Who is at the other end. False where it is no such socket.</summary>
    internal static bool TryPeer(SafeFileHandle socket, out LocalPeer peer)
    {
        Credentials credentials = default;
        uint length = (uint)sizeof(Credentials);
        bool told = Option(socket, SocketLevel, PeerCredentials, &credentials, &length) == 0 && length == sizeof(Credentials);
        peer = new LocalPeer(credentials.Pid, credentials.User);
        return told;
    }

    /// <summary>Keeps a socket from the programs that this process starts.</summary>
    internal static void CloseAtExec(SafeFileHandle socket) => _ = Control(socket, SetFlags, CloseOnExecFlag);

    /// <returns>The number of bytes, 0 at the end, or -1 with errno.</returns>
    internal static nint Receive(SafeFileHandle socket, Span<byte> into)
    {
        fixed (byte* start = into) return Receive(socket, start, (nuint)into.Length, DontWait);
    }

    /// <returns>The number of bytes, or -1 with errno. A peer that is gone is an error, never a signal.</returns>
    internal static nint Send(SafeFileHandle socket, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes) return Send(socket, start, (nuint)bytes.Length, DontWait | NoSignal);
    }

    /// <summary>poll(2), for so many milliseconds at most; negative is without end.</summary>
    internal static void Wait(ReadOnlySpan<Watched> set, int milliseconds)
    {
        fixed (Watched* start = set) _ = Poll(start, (nuint)set.Length, milliseconds);
    }

    private static uint Write(LocalAddress address, byte* into)
    {
        *(ushort*)into = Family;
        int length = Encoding.UTF8.GetBytes(address.Text, new Span<byte>(into + NameAt, LongestAddress - NameAt));
        if (address.IsAbstract) into[NameAt] = 0;

        // A path ends with a zero byte; an abstract name is as long as it is.
        else into[NameAt + length++] = 0;
        return (uint)(NameAt + length);
    }

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    private static partial SafeFileHandle New(int family, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    private static partial int Bind(SafeFileHandle socket, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "listen", SetLastError = true)]
    private static partial int Listen(SafeFileHandle socket, int backlog);

    [LibraryImport(Library, EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(SafeFileHandle socket, byte* address, uint length);

    [LibraryImport(Library, EntryPoint = "accept4", SetLastError = true)]
    private static partial SafeFileHandle Accept(SafeFileHandle socket, byte* address, uint* length, int flags);

    [LibraryImport(Library, EntryPoint = "getsockopt", SetLastError = true)]
    private static partial int Option(SafeFileHandle socket, int level, int name, void* value, uint* length);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    private static partial nint Receive(SafeFileHandle socket, byte* into, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    private static partial nint Send(SafeFileHandle socket, byte* bytes, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "poll")]
    private static partial int Poll(Watched* set, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "fcntl")]
    private static partial int Control(SafeFileHandle socket, int command, int flags);

    [LibraryImport(Library, EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
