using System.Runtime.InteropServices;

namespace EcoCode.Sensors.External.Interop;

/// <summary>The functions of the C library that starting a command and reading its output take.</summary>
/// <remarks>Constants are those of Linux (asm-generic), glibc and musl.</remarks>
internal static unsafe partial class Spawn
{
    internal const int ReadOnly = 0;
    internal const int WriteOnly = 1;
    internal const int NonBlock = 0x800;
    internal const int CloseOnExec = 0x80000;

    internal const short SetProcessGroup = 0x02;
    internal const short SetSignalDefault = 0x04;
    internal const short SetSignalMask = 0x08;

    internal const int Kill9 = 9;
    internal const int BrokenPipe = 13;
    internal const short PollIn = 1;
    internal const int NoProcess = 3;
    internal const int Interrupted = 4;

    /// <summary>Room for posix_spawnattr_t (336 bytes in glibc), posix_spawn_file_actions_t (80) and sigset_t (128), on all 64-bit ports.</summary>
    internal const int OpaqueSize = 512;

    private const string Library = "libc";
    private const nint PidfdOpenNumber = 434;

    /// <summary>open(2).</summary>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true)]
    internal static partial int Open(byte* path, int flags);

    /// <summary>read(2).</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    internal static partial nint Read(int file, byte* buffer, nuint count);

    /// <summary>close(2).</summary>
    [LibraryImport(Library, EntryPoint = "close")]
    internal static partial int Close(int file);

    /// <summary>pipe2(2).</summary>
    [LibraryImport(Library, EntryPoint = "pipe2")]
    internal static partial int Pipe(int* ends, int flags);

    /// <summary>poll(2).</summary>
    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    /// <summary>kill(2); a negative pid is a process group.</summary>
    [LibraryImport(Library, EntryPoint = "kill")]
    internal static partial int Kill(int pid, int signal);

    /// <summary>wait4(2).</summary>
    [LibraryImport(Library, EntryPoint = "wait4", SetLastError = true)]
    internal static partial int Wait(int pid, int* status, int options, void* usage);

    /// <summary>posix_spawnp(3); the return value is an errno.</summary>
    [LibraryImport(Library, EntryPoint = "posix_spawnp")]
    internal static partial int SpawnP(int* pid, byte* file, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    internal static partial int ActionsInit(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    internal static partial int ActionsDestroy(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    internal static partial int ActionsDup(byte* actions, int file, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen")]
    internal static partial int ActionsOpen(byte* actions, int file, byte* path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    internal static partial int AttributesInit(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    internal static partial int AttributesDestroy(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    internal static partial int AttributesFlags(byte* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    internal static partial int AttributesMask(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    internal static partial int AttributesDefault(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    internal static partial int SignalsEmpty(byte* signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    internal static partial int SignalsAdd(byte* signals, int signal);

    /// <summary>pidfd_open(2), Linux 5.3; glibc has had a name for it only since 2.36.</summary>
    internal static int PidfdOpen(int pid) => (int)SystemCall(PidfdOpenNumber, pid, 0);

    [LibraryImport(Library, EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct PollEntry
    {
        internal int File;
        internal short Events;
        internal short Returned;
    }
}
