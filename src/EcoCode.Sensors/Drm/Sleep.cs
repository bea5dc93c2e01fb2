using EcoCode.Host;

namespace EcoCode.Sensors.Drm;

/// <summary>Whether a device sleeps. Most of its other files wake it when they are read, which a measurement must not do.</summary>
/// <remarks>runtime_status: the kernel's Documentation/ABI/testing/sysfs-devices-power. It is kept by the kernel, so that reading it wakes nothing.</remarks>
internal sealed class Sleep(PseudoFs sys, DrmCard card, TimeProvider time)
{
    private readonly DeviceFile _status = new(sys, card.Folder + "/power/runtime_status", time);

    /// <summary>True when it says so; a device that can't sleep has no such file.</summary>
    internal bool IsAsleep
    {
        get
        {
            Span<byte> text = stackalloc byte[16];
            return _status.TryRead(text, out int length) == ReadOutcome.Ok && text[..length].StartsWith("suspended"u8);
        }
    }
}
