using System.Runtime.InteropServices;
using System.Text;

namespace EcoCode.Processes.Interop;

/// <summary>posix_spawn(3), so that a child is made without System.Diagnostics.Process, which would reap children by itself.</summary>
internal static unsafe partial class Spawn
{
    internal const int NotExecutable = 8;
    private const int StandardError = 2;
    private const short SetSignalDefault = 0x04;
    private const int BrokenPipeSignal = 13;
    private const int ChildSignal = 17;

    /// <summary>SIGCANCEL (32) and SIGSETXID (33); bit n − 1 is signal n.</summary>
    private const ulong InternalSignals = 3UL << 31;

    private const string Library = "libc";

    /// <summary>Starts a program by the search rules of execvp(3), with this process's environment, descriptors and process group.</summary>
    /// <param name="path">Program to look for; a name without a slash is looked for in PATH.</param>
    /// <param name="arguments">All arguments, the zeroth too, as bytes without NUL.</param>
    /// <param name="pid">The child.</param>
    /// <param name="error">The descriptor that becomes its standard error; negative for this process's own.</param>
    /// <param name="variable">A variable of its environment beside those of this process, <c>NAME=value</c>, or null.</param>
    /// <returns>0, or the errno of fork or exec.</returns>
    internal static int Start(ReadOnlySpan<byte> path, IReadOnlyList<byte[]> arguments, out int pid, int error = -1, string? variable = null)
    {
        // glibc's posix_spawnattr_t has 336 bytes and its sigset_t 128; musl's are smaller.
        byte* attributes = stackalloc byte[512];
        byte* signals = stackalloc byte[128];
        // posix_spawn_file_actions_t has 80 bytes in both.
        byte* actions = stackalloc byte[256];
        byte** argv = stackalloc byte*[arguments.Count + 1];
        byte** environment = *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
        byte** with = null;
        byte* added = null;
        pid = 0;
        _ = AttributesInit(attributes);
        _ = ActionsInit(actions);
        try
        {
            // The .NET runtime ignores SIGPIPE in its own process, and that would outlive exec. Handlers are reset by exec itself.
            _ = SignalsEmpty(signals);
            _ = SignalsAdd(signals, BrokenPipeSignal);

            // glibc leaves its two signals between threads ignored in what it spawns. sigaddset refuses them, so their bits are set here.
            *(ulong*)signals |= InternalSignals;
            _ = AttributesSetSignalDefault(attributes, signals);
            _ = AttributesSetFlags(attributes, SetSignalDefault);
            for (int i = 0; i < arguments.Count; i++) argv[i] = Copy(arguments[i]);
            argv[arguments.Count] = null;
            if (variable is not null)
            {
                added = Copy(Encoding.UTF8.GetBytes(variable));
                with = With(environment, added, variable.IndexOf('=', StringComparison.Ordinal) + 1);
            }

            byte* file = Copy(path);
            if (error >= 0) _ = ActionsDuplicate(actions, error, StandardError);
            int failure = SpawnInPath(out pid, file, actions, attributes, argv, with == null ? environment : with);
            NativeMemory.Free(file);
            return failure;
        }
        finally
        {
            for (int i = 0; i < arguments.Count && argv[i] != null; i++) NativeMemory.Free(argv[i]);
            NativeMemory.Free(with);
            NativeMemory.Free(added);
            _ = AttributesDestroy(attributes);
            _ = ActionsDestroy(actions);
        }
    }

    /// <summary>Makes SIGCHLD do nothing rather than be ignored: a parent that ignores it is never told its children's CPU time.</summary>
    internal static void StopIgnoringChildren() => _ = Signal(ChildSignal, 0);

    /// <summary>An environment with a variable in the place of another of its name, or behind all.</summary>
    private static byte** With(byte** environment, byte* variable, int nameLength)
    {
        int count = 0;
        while (environment != null && environment[count] != null) count++;
        byte** with = (byte**)NativeMemory.Alloc((nuint)(count + 2), (nuint)sizeof(byte*));
        int kept = 0;
        var name = new ReadOnlySpan<byte>(variable, nameLength);
        for (int i = 0; i < count; i++)
        {
            if (!MemoryMarshal.CreateReadOnlySpanFromNullTerminated(environment[i]).StartsWith(name)) with[kept++] = environment[i];
        }

        with[kept] = variable;
        with[kept + 1] = null;
        return with;
    }

    private static byte* Copy(ReadOnlySpan<byte> text)
    {
        byte* copy = (byte*)NativeMemory.Alloc((nuint)text.Length + 1);
        text.CopyTo(new Span<byte>(copy, text.Length));
        copy[text.Length] = 0;
        return copy;
    }

    [LibraryImport(Library, EntryPoint = "posix_spawnp")]
    private static partial int SpawnInPath(out int pid, byte* file, void* actions, byte* attributes, byte** argv, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    private static partial int AttributesInit(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    private static partial int AttributesDestroy(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    private static partial int AttributesSetFlags(byte* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    private static partial int AttributesSetSignalDefault(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int ActionsInit(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int ActionsDuplicate(byte* actions, int descriptor, int asDescriptor);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int ActionsDestroy(byte* actions);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    private static partial int SignalsEmpty(byte* signals);

    [LibraryImport(Library, EntryPoint = "sigaddset")]
    private static partial int SignalsAdd(byte* signals, int signal);

    [LibraryImport(Library, EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint handler);
}
