using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>How busy a GPU of this kind has been, and with whom.</summary>
/// <param name="identity">Which GPU.</param>
/// <param name="devices">Its chips; times are told as parts of all of them, so that a board with one of two busy is half busy.</param>
/// <param name="clients">Reads the clients of all devices of the machine.</param>
internal sealed class DrmUse(GpuIdentity identity, DrmDevice[] devices, DrmClients clients) : IGpuUse
{
    private const double NanosecondsPerTick = 100;

    public GpuIdentity Identity => identity;

    public ReadOutcome TryRead(GpuUse into)
    {
        clients.Read();
        into.Clear();
        double? busy = 0;
        foreach (DrmDevice device in devices)
        {
            busy += device.BusyNanoseconds;
            if (device.MemoryBytes is { } bytes) into.MemoryBytes = (into.MemoryBytes ?? 0) + bytes;
            if (device.MilliCelsius is { } degrees) into.Celsius = Math.Max(into.Celsius ?? double.MinValue, degrees / 1000.0);
        }

        if (busy is { } nanoseconds) into.Busy = PartOf(nanoseconds);
        for (int i = 0; i < devices.Length; i++)
        {
            foreach (DrmUser user in devices[i].Users.All) AddOnce(into, user.Pid, i);
        }

        return ReadOutcome.Ok;
    }

    /// <summary>Adds a process with what it has of all chips, unless an earlier chip had it.</summary>
    private void AddOnce(GpuUse into, int pid, int at)
    {
        double nanoseconds = 0;
        long memory = 0;
        for (int i = 0; i < devices.Length; i++)
        {
            if (devices[i].Users.Find(pid) is not { } user) continue;
            if (i < at) return;
            nanoseconds += user.Nanoseconds;
            memory += user.MemoryBytes;
        }

        into.Add(new GpuProcessUse(pid, PartOf(nanoseconds), memory));
    }

    private TimeSpan PartOf(double nanoseconds) => TimeSpan.FromTicks((long)(nanoseconds / NanosecondsPerTick / devices.Length));
}
