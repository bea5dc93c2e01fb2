using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What an energy amounts to. The figures stand side by side: none contains another.</summary>
public sealed record ImpactFigures
{
    /// <summary>Energy of the computers themselves, as it was handed in.</summary>
    public required Energy ItEnergy { get; init; }

    /// <summary>IT energy times PUE, to the nearest microjoule: what the building drew for it.</summary>
    public required Energy FacilityEnergy { get; init; }

    /// <summary>Emissions of generating the facility's energy, on the basis of <see cref="GridParts"/>.</summary>
    public required Carbon Operational { get; init; }

    /// <summary>Mean intensity over the energy: <see cref="Operational"/> over <see cref="FacilityEnergy"/>.</summary>
    public required CarbonIntensity Intensity { get; init; }

    /// <summary>What the intensity was made of, largest part first; all on one basis.</summary>
    public required IReadOnlyList<GridPart> GridParts { get; init; }

    /// <summary>What a marginal provider tells of the same energy, which is another quantity: never part of <see cref="Operational"/>, and never added to it.</summary>
    public GridPart? Marginal { get; init; }

    /// <summary>Emissions that <see cref="Marginal"/> comes to, of the part of the energy that it covers.</summary>
    public Carbon? MarginalCarbon { get; init; }

    /// <summary>Share of making the machine. Never part of <see cref="Operational"/>; <c>null</c> when the machine is not known.</summary>
    public Carbon? Embodied { get; init; }

    /// <summary>The same by component; they sum to it.</summary>
    public required IReadOnlyList<EmbodiedPart> EmbodiedParts { get; init; }

    /// <summary>Water that the data centre's cooling consumed; <c>null</c> when nothing is known of it.</summary>
    public Water? OnSiteWater { get; init; }

    /// <summary>Water that generating the facility's energy consumed; <c>null</c> when nothing is known of it.</summary>
    public Water? OffSiteWater { get; init; }

    /// <summary>
    /// The parts of the water that are known; <c>null</c> when none is. It lacks what <see cref="OnSiteWater"/> or
    /// <see cref="OffSiteWater"/> lacks.
    /// </summary>
    public Water? KnownWater => (OnSiteWater, OffSiteWater) switch
    {
        ({ } site, { } grid) => site + grid,
        var (site, grid) => site ?? grid,
    };

    /// <summary>Facility energy times price; <c>null</c> when no price is known.</summary>
    public Money? Cost { get; init; }

    /// <summary>The price that <see cref="Cost"/> was made with: of prices that go by the time their mean over the energy.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>Rent of the machine over the duration, in its own currency and never part of <see cref="Cost"/>; <c>null</c> when it is not rented.</summary>
    public Money? Rent { get; init; }

    /// <summary>What the reader must know of how they were made, beside <see cref="ImpactFactors.Notes"/>.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>The factors that were applied, with their sources.</summary>
    public required ImpactFactors Factors { get; init; }
}
