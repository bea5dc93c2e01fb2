using System.Text.Json.Serialization;
using EcoCode.Quantities;

namespace EcoCode.Ledger;

/// <summary>What the energy meant for the climate, water and the bill.</summary>
/// <remarks>Lists that an older record lacks are empty: the reader hands in nothing for them.</remarks>
public sealed record RunImpact
{
    /// <summary>Emissions of the facility's energy, g CO2e, on the grid figure's basis.</summary>
    public required double Co2eG { get; init; }

    /// <summary>Share of making the hardware, g CO2e, kept apart from <see cref="Co2eG"/>; <c>null</c> when not known.</summary>
    public double? Co2eEmbodiedG { get; init; }

    /// <summary>The same by component; they sum to <see cref="Co2eEmbodiedG"/>. Empty when nothing is known.</summary>
    public IReadOnlyList<RunEmbodied> Embodied { get; init => field = value ?? []; } = [];

    /// <summary>Water consumed on site and by the grid, litres; <c>null</c> when no figure is known for the zone.</summary>
    public double? WaterL { get; init; }

    /// <summary>The data centre's part of it, which goes by the IT energy; <c>null</c> when nothing is known of it.</summary>
    public double? WaterOnSiteL { get; init; }

    /// <summary>The grid's part of it, which goes by the facility's energy; <c>null</c> when nothing is known of it.</summary>
    public double? WaterOffSiteL { get; init; }

    /// <summary>The bill for electricity; <c>null</c> when no price is known for the zone.</summary>
    public RunCost? Cost { get; init; }

    /// <summary>All that the run costs and is known, side by side: the electricity, the rental of the machine.</summary>
    public IReadOnlyList<RunCostPart> Costs { get; init => field = value ?? []; } = [];

    /// <summary>The rental of the machine; <c>null</c> when it is not rented, or that was not said.</summary>
    [JsonIgnore]
    public RunCostPart? Rental => Costs.FirstOrDefault(cost => cost.Of == RunCostPart.Rental);

    /// <summary>Energy of the tree times PUE: what the building drew for it.</summary>
    public required Energy FacilityEnergyJ { get; init; }

    /// <summary>Power usage effectiveness that was applied, 1 or more.</summary>
    public required double Pue { get; init; }

    public required RunGrid Grid { get; init; }

    /// <summary>What a marginal provider tells of the same energy; <c>null</c> where none was asked, or it told nothing.</summary>
    public RunMarginal? Marginal { get; init; }
}
