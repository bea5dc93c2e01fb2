using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>What the energy meant for the climate, water and the bill.</summary>
public sealed record RunImpact
{
    /// <summary>Emissions of the facility's energy, g CO2e, on the grid figure's basis.</summary>
    public required double Co2eG { get; init; }

    /// <summary>Share of making the hardware, g CO2e, kept apart from <see cref="Co2eG"/>; <c>null</c> when not known.</summary>
    public double? Co2eEmbodiedG { get; init; }

    /// <summary>Water consumed on site and by the grid, litres; <c>null</c> when no figure is known for the zone.</summary>
    public double? WaterL { get; init; }

    /// <summary>The bill; <c>null</c> when no price is known for the zone.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>Energy of the tree times PUE: what the building drew for it.</summary>
    public required Energy FacilityEnergyJ { get; init; }

    /// <summary>Power usage effectiveness that was applied, 1 or more.</summary>
    public required double Pue { get; init; }

    public required RunGrid Grid { get; init; }
}
