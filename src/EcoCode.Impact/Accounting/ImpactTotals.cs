using EcoCode.Quantities;

namespace EcoCode.Impact.Accounting;

/// <summary>What the energy of a machine has amounted to so far. Immutable; no figure is ever less than it was before.</summary>
public sealed record ImpactTotals
{
    /// <summary>Before anything was used.</summary>
    public static ImpactTotals None { get; } = new();

    /// <summary>Energy times PUE, each part at the PUE of its time: what the building drew for it.</summary>
    public Energy FacilityEnergy { get; init; }

    /// <summary>Emissions of generating the energy that was counted on the lifecycle basis; <c>null</c> while none was.</summary>
    public Carbon? Lifecycle { get; init; }

    /// <summary>Emissions of generating the energy that was counted on the direct basis, which is other energy; <c>null</c> while none was.</summary>
    public Carbon? Direct { get; init; }

    /// <summary>The part of making the machine and its GPU boards that the time bears; <c>null</c> while the machine is not known.</summary>
    public Carbon? Embodied { get; init; }

    /// <summary>Water that the data centre's cooling consumed; <c>null</c> while nothing is known of it.</summary>
    public Water? OnSiteWater { get; init; }

    /// <summary>Water that generating the energy consumed; <c>null</c> while nothing is known of it.</summary>
    public Water? OffSiteWater { get; init; }

    /// <summary>What was paid, by currency.</summary>
    public IReadOnlyList<Money> Cost { get; init; } = [];

    /// <summary>What came back at times of negative prices, by currency; not taken off from <see cref="Cost"/>.</summary>
    public IReadOnlyList<Money> Credit { get; init; } = [];

    /// <summary>The part of <see cref="FacilityEnergy"/> at whose time no price was known, which <see cref="Cost"/> leaves out.</summary>
    public Energy UnpricedEnergy { get; init; }
}
