using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>A device of NVML (nvmlDevice_t), which owns it: never freed here, and void after the driver is reloaded.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NvmlDevice
{
    private readonly nint _handle;
}

/// <summary>Where a GPU sits (nvmlPciInfo_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlPci
{
    internal Chars16 BusIdLegacy;
    internal uint Domain;
    internal uint Bus;
    internal uint Device;
    internal uint PciDeviceId;
    internal uint PciSubSystemId;
    internal Chars32 BusId;

    [InlineArray(16)]
    internal struct Chars16
    {
        private byte _first;
    }

    [InlineArray(32)]
    internal struct Chars32
    {
        private byte _first;
    }
}

/// <summary>How busy a GPU was over its last sample period of 1/6 to 1 s, per cent (nvmlUtilization_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlUtilization
{
    internal uint Gpu;
    internal uint Memory;
}

/// <summary>Memory of a GPU, bytes (nvmlMemory_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlMemory
{
    internal ulong Total;
    internal ulong Free;
    internal ulong Used;
}

/// <summary>A process on a GPU as older drivers tell it (nvmlProcessInfo_v1_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessV1
{
    internal uint Pid;
    internal ulong UsedGpuMemory;
}

/// <summary>A process on a GPU (nvmlProcessInfo_v2_t, which <c>_v2</c> and <c>_v3</c> of the functions share).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcess
{
    internal uint Pid;
    internal ulong UsedGpuMemory;
    internal uint GpuInstanceId;
    internal uint ComputeInstanceId;
}

/// <summary>How busy one process has kept a GPU over one sample period, per cent (nvmlProcessUtilizationSample_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlProcessSample
{
    internal uint Pid;
    internal ulong TimeStamp;
    internal uint SmUtil;
    internal uint MemUtil;
    internal uint EncUtil;
    internal uint DecUtil;
}

/// <summary>One field that is asked for by its number (nvmlFieldValue_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlField
{
    internal uint FieldId;
    internal uint ScopeId;
    internal long TimeStamp;
    internal long LatencyMicroseconds;
    internal int ValueType;
    internal NvmlReturn Return;
    internal ulong Value;
}

/// <summary>How large an instance of a cut GPU is (nvmlDeviceAttributes_t); told of instances alone.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlAttributes
{
    internal uint MultiprocessorCount;
    internal uint SharedCopyEngineCount;
    internal uint SharedDecoderCount;
    internal uint SharedEncoderCount;
    internal uint SharedJpegCount;
    internal uint SharedOfaCount;
    internal uint GpuInstanceSliceCount;
    internal uint ComputeInstanceSliceCount;
    internal ulong MemorySizeMB;
}

/// <summary>Whether a GPU counts what its performance metrics are made of (nvmlGpmSupport_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlGpmSupport
{
    internal uint Version;
    internal uint IsSupportedDevice;
}

/// <summary>A moment's counts of a GPU or an instance (nvmlGpmSample_t), in a buffer that NVML owns.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NvmlGpmSample
{
    private readonly nint _handle;
}

/// <summary>One metric, made of two samples (nvmlGpmMetric_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlGpmMetric
{
    internal uint MetricId;
    internal NvmlReturn Return;
    internal double Value;
    internal nint ShortName;
    internal nint LongName;
    internal nint Unit;
}

/// <summary>Metrics that are asked for (nvmlGpmMetricsGet_t).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NvmlGpmMetrics
{
    internal uint Version;
    internal uint Count;
    internal NvmlGpmSample Earlier;
    internal NvmlGpmSample Later;
    internal All Metrics;

    /// <summary>NVML_GPM_METRIC_MAX of NVML 13.3; older ones have fewer, and look at as many as are asked for.</summary>
    [InlineArray(333)]
    internal struct All
    {
        private NvmlGpmMetric _first;
    }
}
