using System.Runtime.InteropServices;
using EcoCode.Host.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Host;

/// <summary>An open counter of perf_event_open(2), read without allocating.</summary>
public sealed class PerfCounter : IDisposable
{
    private const int Any = -1;

    private readonly SafeFileHandle _file;

    private PerfCounter(SafeFileHandle file) => _file = file;

    /// <summary>Opens a counter of all processes on one processor.</summary>
    /// <param name="type">The PMU's number, from its <c>type</c> file.</param>
    /// <param name="config">The event's number.</param>
    /// <param name="processor">The processor.</param>
    /// <param name="counter">The counter, when the outcome is <see cref="ReadOutcome.Ok"/>.</param>
    /// <returns>
    /// <see cref="ReadOutcome.Denied"/> without CAP_PERFMON (or CAP_SYS_ADMIN) while kernel.perf_event_paranoid is above 0, and where a
    /// container's seccomp filter forbids the call.
    /// </returns>
    public static ReadOutcome TryOpenOnProcessor(uint type, ulong config, int processor, out PerfCounter? counter)
        => TryOpen(type, config, PerfBehaviors.None, process: Any, processor, out counter);

    /// <summary>Opens a counter of the calling thread's future children.</summary>
    /// <param name="type">The PMU's number.</param>
    /// <param name="config">The event's number.</param>
    /// <param name="behaviors">How it counts.</param>
    /// <param name="counter">The counter, when the outcome is <see cref="ReadOutcome.Ok"/>.</param>
    public static ReadOutcome TryOpenOnThread(uint type, ulong config, PerfBehaviors behaviors, out PerfCounter? counter)
        => TryOpen(type, config, behaviors, process: 0, processor: Any, out counter);

    /// <summary>Reads the count since it was opened.</summary>
    public ReadOutcome TryRead(out ulong count) => PerfEventOpen.Read(_file, out count, sizeof(ulong)) switch
    {
        sizeof(ulong) => ReadOutcome.Ok,
        < 0 => Libc.OutcomeOf(Marshal.GetLastPInvokeError()),

        // The event is in error: its device is gone.
        _ => ReadOutcome.Gone,
    };

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static ReadOutcome TryOpen(uint type, ulong config, PerfBehaviors behaviors, int process, int processor, out PerfCounter? counter)
    {
        counter = null;
        int number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => PerfEventOpen.NumberOnX64,
            Architecture.Arm64 => PerfEventOpen.NumberOnArm64,
            _ => 0,
        };
        if (number == 0 || !OperatingSystem.IsLinux()) return ReadOutcome.NotSupported;
        var attributes = new PerfEventAttr { Type = type, Size = PerfEventAttr.SizeOfFirstVersion, Config = config, Flags = (ulong)behaviors };
        SafeFileHandle file = PerfEventOpen.Call(number, attributes, process, processor, Any, PerfEventOpen.CloseOnExec);
        if (file.IsInvalid)
        {
            ReadOutcome refused = Libc.OutcomeOf(Marshal.GetLastPInvokeError());
            file.Dispose();
            return refused;
        }

        counter = new PerfCounter(file);
        return ReadOutcome.Ok;
    }
}
