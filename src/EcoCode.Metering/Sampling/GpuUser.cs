using EcoCode.Metering.Attribution;

namespace EcoCode.Metering.Sampling;

/// <summary>A process that uses a GPU, and what of its use has not been shared out yet.</summary>
internal sealed class GpuUser(int pid)
{
    internal int Pid => pid;

    /// <summary>Its row, if it is of the tree.</summary>
    internal Charge? Charge { get; set; }

    /// <summary>Whether its row was looked for among those that ended, too.</summary>
    internal bool Searched { get; set; }

    /// <summary>Busy time at the last reading, as the sensor counts it.</summary>
    internal TimeSpan Counted { get; set; }

    /// <summary>Busy time since energy was last shared out.</summary>
    internal TimeSpan Busy { get; set; }

    /// <summary>Busy time since it was last told to the row.</summary>
    internal TimeSpan Untold { get; set; }

    /// <summary>Memory at the last reading, bytes.</summary>
    internal long Memory { get; set; }

    /// <summary>Memory that it has held since energy was last shared out: KiB times 100 µs.</summary>
    internal long Held { get; set; }

    /// <summary>The reading that last had it.</summary>
    internal int Reading { get; set; }
}
