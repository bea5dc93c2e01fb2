using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EcoCode.Sensors.Nvidia.Interop;

namespace EcoCode.Sensors.Tests.Nvidia;

/// <summary>Sizes and offsets as a C compiler for x86-64 sees them in nvml.h of NVML 13.3.29 (repository NVIDIA/go-nvml, gen/nvml/nvml.h).</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Structures_are_as_large_as_in_the_header()
    {
        Assert.Equal(8, Unsafe.SizeOf<NvmlDevice>());
        Assert.Equal(4, sizeof(NvmlReturn));
        Assert.Equal(68, Unsafe.SizeOf<NvmlPci>());
        Assert.Equal(8, Unsafe.SizeOf<NvmlUtilization>());
        Assert.Equal(24, Unsafe.SizeOf<NvmlMemory>());
        Assert.Equal(16, Unsafe.SizeOf<NvmlProcessV1>());
        Assert.Equal(24, Unsafe.SizeOf<NvmlProcess>());
        Assert.Equal(32, Unsafe.SizeOf<NvmlProcessSample>());
        Assert.Equal(40, Unsafe.SizeOf<NvmlField>());
        Assert.Equal(40, Unsafe.SizeOf<NvmlAttributes>());
        Assert.Equal(8, Unsafe.SizeOf<NvmlGpmSupport>());
        Assert.Equal(8, Unsafe.SizeOf<NvmlGpmSample>());
        Assert.Equal(40, Unsafe.SizeOf<NvmlGpmMetric>());
        Assert.Equal(24 + (333 * 40), Unsafe.SizeOf<NvmlGpmMetrics>());
    }

    [Theory]
    [InlineData(typeof(NvmlPci), "Domain 16 Bus 20 Device 24 PciDeviceId 28 PciSubSystemId 32 BusId 36")]
    [InlineData(typeof(NvmlUtilization), "Gpu 0 Memory 4")]
    [InlineData(typeof(NvmlMemory), "Total 0 Free 8 Used 16")]
    [InlineData(typeof(NvmlProcessV1), "Pid 0 UsedGpuMemory 8")]
    [InlineData(typeof(NvmlProcess), "Pid 0 UsedGpuMemory 8 GpuInstanceId 16 ComputeInstanceId 20")]
    [InlineData(typeof(NvmlProcessSample), "Pid 0 TimeStamp 8 SmUtil 16 MemUtil 20 EncUtil 24 DecUtil 28")]
    [InlineData(typeof(NvmlField), "FieldId 0 ScopeId 4 TimeStamp 8 LatencyMicroseconds 16 ValueType 24 Return 28 Value 32")]
    [InlineData(typeof(NvmlAttributes), "MultiprocessorCount 0 SharedCopyEngineCount 4 SharedDecoderCount 8 SharedEncoderCount 12 SharedJpegCount 16 SharedOfaCount 20 GpuInstanceSliceCount 24 ComputeInstanceSliceCount 28 MemorySizeMB 32")]
    [InlineData(typeof(NvmlGpmSupport), "Version 0 IsSupportedDevice 4")]
    [InlineData(typeof(NvmlGpmMetric), "MetricId 0 Return 4 Value 8 ShortName 16 LongName 24 Unit 32")]
    [InlineData(typeof(NvmlGpmMetrics), "Version 0 Count 4 Earlier 8 Later 16 Metrics 24")]
    public void Fields_lie_where_the_header_has_them(Type type, string fields)
    {
        string[] words = fields.Split(' ');
        for (int i = 0; i < words.Length; i += 2) Assert.Equal(words[i + 1], Marshal.OffsetOf(type, words[i]).ToString());
    }
}
