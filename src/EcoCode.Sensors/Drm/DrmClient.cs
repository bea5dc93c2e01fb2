namespace EcoCode.Sensors.Drm;

/// <summary>One client of a graphics device, as far as it has been counted. Files that were inherited or sent to another process are the same client.</summary>
internal sealed class DrmClient
{
    /// <summary>The highest engine time seen: a driver may tell less for a while, and then catches up (drm-usage-stats.rst).</summary>
    internal double Nanoseconds { get; set; }

    /// <summary>The highest cycles seen.</summary>
    internal double Cycles { get; set; }

    /// <summary>Cycles of which it is not known yet how long they last.</summary>
    internal double UntimedCycles { get; set; }

    /// <summary>The reading that last had it.</summary>
    internal int Reading { get; set; }
}
