namespace EcoCode.Host;

/// <summary>What kind of box the machine is, by its firmware.</summary>
public enum Chassis
{
    /// <summary>The firmware does not tell, or tells something else.</summary>
    Unknown,

    /// <summary>Rack, blade or tower server.</summary>
    Server,

    /// <summary>Desktop, all-in-one or small computer.</summary>
    Desktop,

    /// <summary>Laptop, notebook or convertible.</summary>
    Laptop,
}
