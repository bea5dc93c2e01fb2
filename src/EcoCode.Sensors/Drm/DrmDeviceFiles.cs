namespace EcoCode.Sensors.Drm;

/// <summary>Files of a device that tell how it is, below its folder; <c>null</c> where its driver has none.</summary>
/// <param name="BusyPercent">How busy it is now, 0 to 100.</param>
/// <param name="MemoryUsed">Its memory in use, bytes.</param>
/// <param name="Temperature">Thousandths of a degree Celsius.</param>
internal sealed record DrmDeviceFiles(string? BusyPercent, string? MemoryUsed, string? Temperature);
