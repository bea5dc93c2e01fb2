namespace EcoCode.Sensors.Drm;

/// <summary>A process that uses a graphics device.</summary>
internal sealed class DrmUser(int pid)
{
    internal int Pid => pid;

    /// <summary>Time that the device's engines have worked for it, ns. Never falls.</summary>
    internal double Nanoseconds { get; set; }

    /// <summary>Memory of the device that it holds, bytes.</summary>
    internal long MemoryBytes { get; set; }

    /// <summary>When it was last seen, as a time stamp of the clock.</summary>
    internal long Seen { get; set; }
}
