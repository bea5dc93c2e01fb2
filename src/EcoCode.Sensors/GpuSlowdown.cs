namespace EcoCode.Sensors;

/// <summary>What holds the clocks of a GPU back.</summary>
[Flags]
public enum GpuSlowdown
{
    /// <summary>Nothing, or it is not told.</summary>
    None = 0,

    /// <summary>Its power limit.</summary>
    PowerLimit = 1,

    /// <summary>Heat.</summary>
    Heat = 2,

    /// <summary>The hardware, for these or other reasons, such as a power supply that can't give more.</summary>
    Hardware = 4,
}
