using System.Runtime.InteropServices;

namespace EcoCode.Host.Interop;

/// <summary><c>struct perf_event_attr</c> in its first published form (PERF_ATTR_SIZE_VER0, 64 bytes), which every kernel takes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PerfEventAttr
{
    internal const uint SizeOfFirstVersion = 64;

    internal uint Type;
    internal uint Size;
    internal ulong Config;
    internal ulong SamplePeriod;
    internal ulong SampleType;
    internal ulong ReadFormat;
    internal ulong Flags;
    internal uint WakeupEvents;
    internal uint BreakpointType;
    internal ulong Config1;
}
