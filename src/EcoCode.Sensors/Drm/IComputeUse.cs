namespace EcoCode.Sensors.Drm;

/// <summary>Use of a device that goes past the accounts of its clients: work that is handed to it without the kernel.</summary>
internal interface IComputeUse
{
    /// <summary>Finds out who that was since the last reading, and adds it to the device's users.</summary>
    void Read(DrmDevice device, long now);
}
