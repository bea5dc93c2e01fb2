using EcoCode.Processes.Interop;

namespace EcoCode.Processes.Linux;

/// <summary>What EcoCode itself uses: the observer is on the bill.</summary>
public static class OwnUse
{
    /// <summary>CPU time of this process since its start, all threads.</summary>
    public static TimeSpan CpuTime => PidClock.Own;

    /// <summary>Highest resident memory of this process so far, bytes.</summary>
    public static long PeakResidentBytes => Libc.GetResourceUsage(0, out Libc.ResourceUsage usage) == 0 ? usage.PeakResidentKilobytes * 1024 : 0;
}
