using EcoCode.Host;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Nvidia;

/// <summary>What NVML's outcomes mean for a reading.</summary>
internal static class NvmlOutcome
{
    internal static ReadOutcome ToOutcome(this NvmlReturn outcome) => outcome switch
    {
        NvmlReturn.Success => ReadOutcome.Ok,
        NvmlReturn.NotSupported or NvmlReturn.FunctionNotFound => ReadOutcome.NotSupported,
        NvmlReturn.NoPermission or NvmlReturn.OperatingSystem => ReadOutcome.Denied,
        NvmlReturn.GpuIsLost or NvmlReturn.ResetRequired or NvmlReturn.Uninitialized or NvmlReturn.DriverNotLoaded or NvmlReturn.GpuNotFound => ReadOutcome.Gone,
        _ => ReadOutcome.Malformed,
    };
}
