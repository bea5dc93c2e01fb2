using System.Runtime.InteropServices;
using EcoCode.Telemetry.Local;

namespace EcoCode.Telemetry.Tests.Local;

public sealed class MonotonicTimeTests
{
    private const int ClockMonotonic = 1;

    [Fact]
    public void Time_stamps_of_the_system_are_nanoseconds_of_CLOCK_MONOTONIC()
    {
        long before = Now(), stamp = MonotonicTime.Nanoseconds(TimeProvider.System.GetTimestamp(), TimeProvider.System), after = Now();
        Assert.InRange(stamp, before, after);
    }

    [Fact]
    public void There_and_back_is_the_same()
        => Assert.Equal(1_234_567_891_234, MonotonicTime.Timestamp(MonotonicTime.Nanoseconds(1_234_567_891_234, TimeProvider.System), TimeProvider.System));

    private static long Now()
    {
        Assert.Equal(0, ClockGetTime(ClockMonotonic, out TimeSpec time));
        return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ClockGetTime(int clock, out TimeSpec time);
}
