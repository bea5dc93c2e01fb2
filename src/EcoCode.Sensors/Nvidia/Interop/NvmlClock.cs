namespace EcoCode.Sensors.Nvidia.Interop;

/// <summary>A part of a GPU with a clock of its own (nvmlClockType_t).</summary>
internal enum NvmlClock
{
    /// <summary>What computes.</summary>
    Sm = 1,

    /// <summary>Its memory.</summary>
    Memory = 2,
}
