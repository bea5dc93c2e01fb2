using System.Runtime.InteropServices;
using EcoCode.Host;
using EcoCode.Quantities;
using EcoCode.Sensors.Interop;
using Microsoft.Win32.SafeHandles;

namespace EcoCode.Sensors.PerfEvents;

/// <summary>An energy event of the power PMU, counting on one processor for its package or die since it was opened.</summary>
/// <remarks>
/// The kernel extends the hardware's 32 bits to 64, so it does not wrap; and when the processor goes offline it moves the event to
/// another one of the same package (arch/x86/events/rapl.c), so there is nothing to reopen.
/// </remarks>
internal sealed class PerfEnergyCounter : IEnergyCounter, IDisposable
{
    private const int AllProcesses = -1;
    private const int NoGroup = -1;

    private readonly SafeFileHandle _file;
    private readonly MicrojouleScale _scale;

    private PerfEnergyCounter(SensorId id, SafeFileHandle file, MicrojouleScale scale)
    {
        Id = id;
        _file = file;
        _scale = scale;
    }

    /// <inheritdoc/>
    public SensorId Id { get; }

    /// <inheritdoc/>
    public Energy WrapsAt => Energy.MaxValue;

    /// <summary>Opens an event for all processes on one processor.</summary>
    /// <returns>
    /// <see cref="ReadOutcome.Denied"/> without CAP_PERFMON (or CAP_SYS_ADMIN) while kernel.perf_event_paranoid is above 0, and where a
    /// container's seccomp filter forbids the call.
    /// </returns>
    public static ReadOutcome TryOpen(PowerPmu pmu, PmuEvent which, int cpu, out PerfEnergyCounter? counter)
    {
        counter = null;
        int number = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => PerfEventOpen.NumberOnX64,
            Architecture.Arm64 => PerfEventOpen.NumberOnArm64,
            _ => 0,
        };
        if (number == 0 || !OperatingSystem.IsLinux()) return ReadOutcome.NotSupported;

        // Nothing but type and config: the PMU refuses sampling, and exclusion of modes (PERF_PMU_CAP_NO_EXCLUDE).
        var attributes = new PerfEventAttr { Type = pmu.Type, Size = PerfEventAttr.SizeOfFirstVersion, Config = which.Config };
        SafeFileHandle file = PerfEventOpen.Call(number, attributes, AllProcesses, cpu, NoGroup, PerfEventOpen.CloseOnExec);
        if (file.IsInvalid)
        {
            ReadOutcome refused = FromErrno(Marshal.GetLastPInvokeError());
            file.Dispose();
            return refused;
        }

        counter = new(new($"perf:{which.Name}:cpu{cpu}"), file, which.Scale);
        return ReadOutcome.Ok;
    }

    /// <inheritdoc/>
    public ReadOutcome TryRead(out Energy reading)
    {
        reading = default;
        nint length = PerfEventOpen.Read(_file, out ulong count, sizeof(ulong));
        return length switch
        {
            sizeof(ulong) => _scale.TryConvert(count, out reading) ? ReadOutcome.Ok : ReadOutcome.Malformed,
            < 0 => FromErrno(Marshal.GetLastPInvokeError()),
            _ => ReadOutcome.Gone,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static ReadOutcome FromErrno(int errno) => errno switch
    {
        PerfEventOpen.NotPermitted or PerfEventOpen.AccessDenied => ReadOutcome.Denied,
        PerfEventOpen.NoEntry or PerfEventOpen.NoDevice or PerfEventOpen.NoDeviceOrAddress => ReadOutcome.Gone,
        _ => ReadOutcome.NotSupported,
    };
}
