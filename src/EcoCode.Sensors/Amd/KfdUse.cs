using EcoCode.Sensors.Drm;

namespace EcoCode.Sensors.Amd;

/// <summary>Shares the time that an AMD device was busy beyond what its clients' accounts explain among those who compute by way of KFD.</summary>
/// <remarks>
/// By the compute units that they occupy at the moments of reading, else by the memory that they hold. It is a share of a measured time,
/// not a measured time of each: of two that compute at once, the split is no better than the samples.
/// </remarks>
/// <param name="processes">Who computes on the device.</param>
internal sealed class KfdUse(KfdProcesses processes) : IComputeUse
{
    private double _busyBefore;
    private double _knownBefore;

    public void Read(DrmDevice device, long now)
    {
        processes.Read(now);
        long units = 0, memory = 0;
        foreach (KfdProcess process in processes.All)
        {
            units += process.Occupied;
            memory += process.MemoryBytes;
        }

        double rest = Unexplained(device, units > 0);
        double weights = units > 0 ? units : memory;
        foreach (KfdProcess process in processes.All)
        {
            DrmUser user = device.Users.Of(process.Pid);
            user.MemoryBytes = Math.Max(user.MemoryBytes, process.MemoryBytes);
            if (weights > 0) user.Nanoseconds += rest * (units > 0 ? process.Occupied : process.MemoryBytes) / weights;
        }
    }

    /// <summary>Busy time of the device since the last reading that no client's account has. Where the device does not tell, it was busy if anyone occupies it now.</summary>
    private double Unexplained(DrmDevice device, bool occupied)
    {
        double busy = device.BusyNanoseconds is { } told ? told - _busyBefore : occupied ? device.SinceNanoseconds : 0;
        double known = device.Users.Nanoseconds - _knownBefore;
        (_busyBefore, _knownBefore) = (device.BusyNanoseconds ?? 0, device.Users.Nanoseconds);
        return Math.Max(0, busy - known);
    }
}
