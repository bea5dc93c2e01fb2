namespace EcoCode.Sensors.External;

/// <summary>A unit that a meter outside the machine may speak.</summary>
/// <param name="Name">As written, case matters.</param>
/// <param name="IsEnergy">Whether it counts energy (base: joule) or tells power (base: watt).</param>
/// <param name="Factor">How many of the base unit it is.</param>
internal sealed record ExternalUnit(string Name, bool IsEnergy, double Factor)
{
    internal static readonly ExternalUnit[] All =
    [
        new("mW", false, 1e-3), new("W", false, 1), new("kW", false, 1e3),
        new("mJ", true, 1e-3), new("J", true, 1), new("kJ", true, 1e3), new("Wh", true, 3.6e3), new("kWh", true, 3.6e6),
    ];

    /// <summary>The unit of a name; <c>null</c> when there is none. Allocates nothing.</summary>
    internal static ExternalUnit? Named(ReadOnlySpan<char> name)
    {
        foreach (ExternalUnit unit in All)
            if (name.SequenceEqual(unit.Name))
                return unit;
        return null;
    }
}
