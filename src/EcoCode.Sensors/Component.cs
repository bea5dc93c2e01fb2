namespace EcoCode.Sensors;

/// <summary>Which part of a machine a sensor stands for.</summary>
public enum Component
{
    /// <summary>CPU packages, with all that is inside them (cores, caches, integrated graphics).</summary>
    Cpu,

    /// <summary>Memory modules.</summary>
    Dram,

    /// <summary>Discrete graphics and compute accelerators.</summary>
    Gpu,

    /// <summary>The whole machine; what the parts inside explain is taken out of it before it is shared.</summary>
    Platform,

    /// <summary>Anything else that has a sensor of its own beside the parts above.</summary>
    Other,
}
