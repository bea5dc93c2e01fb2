namespace EcoCode.Sensors.Tests;

/// <summary>Counts what code that must not allocate does allocate.</summary>
internal static class Allocations
{
    /// <summary>Bytes that a hundred calls allocate on this thread, after as many to warm up.</summary>
    public static long Of(Action action)
    {
        for (int i = 0; i < 100; i++) action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
