using System.Runtime.InteropServices;

namespace EcoCode.Bench.Interop;

/// <summary>What benchmarks take of the C library. Constants are those of Linux.</summary>
internal static unsafe partial class Libc
{
    private const int Interrupt = 2;
    private const int Kill = 9;
    private const int Interrupted = 4;
    private const int WriteCreateTruncate = 1 | 0x40 | 0x200;
    private const int Monotonic = 1;
    private const int OwnThread = 3;
    private const string Library = "libc";

    /// <summary>The monotonic clock, ns.</summary>
    internal static long Now => Read(Monotonic);

    /// <summary>CPU time of the calling thread, ns.</summary>
    internal static long ThreadTime => Read(OwnThread);

    /// <summary>CPU time of a live process and all its threads, ns: clock_getcpuclockid(3).</summary>
    internal static long ProcessTime(int pid) => Read((~pid << 3) | 2);

    /// <summary>Starts a program, found in PATH, with standard input from /dev/null and standard output and error to a file.</summary>
    internal static int Start(IReadOnlyList<string> words, string output)
    {
        byte* actions = stackalloc byte[256];
        byte** arguments = stackalloc byte*[words.Count + 1];
        _ = ActionsInit(actions);
        _ = ActionsAddOpen(actions, 0, "/dev/null", 0, 0);
        _ = ActionsAddOpen(actions, 1, output, WriteCreateTruncate, 0b110_110_110);
        _ = ActionsAddDuplicate(actions, 1, 2);
        for (int i = 0; i < words.Count; i++) arguments[i] = (byte*)Marshal.StringToCoTaskMemUTF8(words[i]);
        arguments[words.Count] = null;
        int error = SpawnInPath(out int pid, words[0], actions, null, arguments, *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ"));
        for (int i = 0; i < words.Count; i++) Marshal.FreeCoTaskMem((nint)arguments[i]);
        _ = ActionsDestroy(actions);
        return error == 0 ? pid : throw new InvalidOperationException($"cannot start {words[0]}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    /// <summary>Waits for a child.</summary>
    /// <returns>Its wait status, and the CPU time of it and of all that it had waited for.</returns>
    internal static (int Status, TimeSpan CpuTime) Wait(int pid)
    {
        while (Wait4(pid, out int status, 0, out Usage usage) is var got)
        {
            if (got == pid) return (status, usage.CpuTime);
            if (Marshal.GetLastPInvokeError() != Interrupted) break;
        }

        throw new InvalidOperationException($"cannot wait for {pid}");
    }

    /// <summary>Asks a process to end, as Ctrl-C does.</summary>
    internal static void AskToEnd(int pid) => _ = Signal(pid, Interrupt);

    /// <summary>Ends a process at once.</summary>
    internal static void End(int pid) => _ = Signal(pid, Kill);

    private static long Read(int clock)
        => GetTime(clock, out Time time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : throw new InvalidOperationException("the process has ended");

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        internal long UserSeconds;
        internal long UserMicroseconds;
        internal long SystemSeconds;
        internal long SystemMicroseconds;

        internal readonly TimeSpan CpuTime
            => TimeSpan.FromSeconds(UserSeconds + SystemSeconds) + TimeSpan.FromMicroseconds(UserMicroseconds + SystemMicroseconds);
    }

    [LibraryImport(Library, EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [LibraryImport(Library, EntryPoint = "kill")]
    private static partial int Signal(int pid, int signal);

    [LibraryImport(Library, EntryPoint = "wait4", SetLastError = true)]
    private static partial int Wait4(int pid, out int status, int options, out Usage usage);

    [LibraryImport(Library, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SpawnInPath(out int pid, string file, byte* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ActionsAddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsAddDuplicate(byte* actions, int from, int to);
}
