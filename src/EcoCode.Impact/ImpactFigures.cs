using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>What an energy amounts to. The figures stand side by side: none contains another.</summary>
public sealed record ImpactFigures
{
    /// <summary>Energy of the computers themselves, as it was handed in.</summary>
    public required Energy ItEnergy { get; init; }

    /// <summary>IT energy times PUE, to the nearest microjoule: what the building drew for it.</summary>
    public required Energy FacilityEnergy { get; init; }

    /// <summary>Emissions of generating the facility's energy, on the basis of <see cref="ImpactFactors.Grid"/>.</summary>
    public required Carbon Operational { get; init; }

    /// <summary>Share of making the machine. Never part of <see cref="Operational"/>; <c>null</c> when the machine is not known.</summary>
    public Carbon? Embodied { get; init; }

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

    /// <summary>The factors that were applied, with their sources.</summary>
    public required ImpactFactors Factors { get; init; }
}
