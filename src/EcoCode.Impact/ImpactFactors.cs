using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Everything by which an energy becomes carbon, water and money, resolved once per run. Immutable.</summary>
public sealed record ImpactFactors
{
    public required GridFigure Grid { get; init; }

    public required PueFigure Pue { get; init; }

    /// <summary>Water of the data centre, per IT energy; <c>null</c> when nothing is known.</summary>
    public WaterFigure? OnSiteWater { get; init; }

    /// <summary>Water of the grid, per facility energy; <c>null</c> when nothing is known.</summary>
    public WaterFigure? OffSiteWater { get; init; }

    /// <summary>The price; <c>null</c> when none is known.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>Making of the machine; <c>null</c> when it is not known what machine it is.</summary>
    public EmbodiedFigure? Embodied { get; init; }

    /// <summary>What the reader of the figures must know.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>What an energy amounts to.</summary>
    /// <param name="itEnergy">Energy of the computers themselves.</param>
    /// <param name="duration">Over what time; not negative. Only the embodied share depends on it.</param>
    /// <param name="machineShare">
    /// Part of the machine that was used over that time: CPU time over (CPUs × duration). From 0; above 1, which comes of clocks that are read
    /// an instant apart, counts as 1. Only the embodied share depends on it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The duration or the share is negative, or the share is not a number.</exception>
    /// <exception cref="OverflowException">The facility's energy is beyond the range of <see cref="Energy"/>.</exception>
    public ImpactFigures Of(Energy itEnergy, TimeSpan duration, double machineShare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        // Not ThrowIfNegative: that lets not-a-number through.
        if (!(machineShare >= 0)) throw new ArgumentOutOfRangeException(nameof(machineShare), machineShare, "A share is 0 or more.");

        Energy facility = AtFacility(itEnergy);
        return new()
        {
            ItEnergy = itEnergy,
            FacilityEnergy = facility,
            Operational = facility * Grid.Intensity,
            Embodied = Embodied?.Of(duration, Math.Min(machineShare, 1)),
            OnSiteWater = OnSiteWater is { } site ? itEnergy * site.Intensity : null,
            OffSiteWater = OffSiteWater is { } grid ? facility * grid.Intensity : null,
            Cost = Tariff is { } tariff ? facility * tariff.Price : null,
            Factors = this,
        };
    }

    /// <summary>In decimal, because a double would lose microjoules from 9 GJ on.</summary>
    private Energy AtFacility(Energy itEnergy)
        => Energy.FromMicrojoules((long)decimal.Round(itEnergy.Microjoules * (decimal)Pue.Value, MidpointRounding.AwayFromZero));
}
