using EcoCode.Impact.Course;
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

    /// <summary>The price; <c>null</c> when none is known. With <see cref="Prices"/> it holds at times that they leave out.</summary>
    public Tariff? Tariff { get; init; }

    /// <summary>Prices that go by the time; <c>null</c> when the price is one.</summary>
    public ITimedPrice? Prices { get; init; }

    /// <summary>What renting the machine costs; <c>null</c> when that was not said.</summary>
    public Rental? Rental { get; init; }

    /// <summary>Making of the machine without its GPU boards, whole or by component; empty when it is not known what machine it is.</summary>
    public IReadOnlyList<EmbodiedFigure> Embodied { get; init; } = [];

    /// <summary>Making of GPU boards, by product name.</summary>
    public IReadOnlyDictionary<string, EmbodiedFigure> Gpus { get; init; } = new Dictionary<string, EmbodiedFigure>();

    /// <summary>What the reader of the figures must know.</summary>
    public required IReadOnlyList<Note> Notes { get; init; }

    /// <summary>What an energy amounts to.</summary>
    /// <param name="itEnergy">Energy of the computers themselves.</param>
    /// <param name="duration">Over what time; not negative. Only the embodied share depends on it.</param>
    /// <param name="machineShare">
    /// Part of the machine that was used over that time: CPU time over (CPUs × duration). From 0; above 1, which comes of clocks that are read
    /// an instant apart, counts as 1. Only the embodied share depends on it.
    /// </param>
    /// <param name="course">When it was used, and what the grid was like then; left out, the grid's figure and the price hold for all of it.</param>
    /// <param name="gpus">Product names of GPU boards, and for how long each worked for it; those that <see cref="Gpus"/> lacks are passed over.</param>
    /// <exception cref="ArgumentOutOfRangeException">The duration or the share is negative, or the share is not a number.</exception>
    /// <exception cref="OverflowException">The facility's energy is beyond the range of <see cref="Energy"/>.</exception>
    public ImpactFigures Of(
        Energy itEnergy, TimeSpan duration, double machineShare, ImpactCourse? course = null, IEnumerable<(string Name, TimeSpan Used)>? gpus = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        // Not ThrowIfNegative: that lets not-a-number through.
        if (!(machineShare >= 0)) throw new ArgumentOutOfRangeException(nameof(machineShare), machineShare, "A share is 0 or more.");

        Energy facility = AtFacility(itEnergy);
        GridMix mix = GridMix.Of(Grid, course);
        Note? unpriced = null;
        Tariff? paid = Prices is null ? Tariff : TariffCourse.Mean(Prices, Tariff, course?.Energy, out unpriced);
        TimeSpan used = duration * Math.Min(machineShare, 1);
        List<EmbodiedPart> embodied = [.. Embodied.Select(part => EmbodiedPart.Of(part, used))];
        foreach ((string name, TimeSpan time) in gpus ?? [])
        {
            if (Gpus.TryGetValue(name, out EmbodiedFigure? board)) embodied.Add(EmbodiedPart.Of(board, time));
        }

        return new()
        {
            ItEnergy = itEnergy,
            FacilityEnergy = facility,
            Operational = facility * mix.Mean,
            Intensity = mix.Mean,
            GridParts = mix.Parts,
            Marginal = mix.Marginal,
            MarginalCarbon = mix.Marginal is { } marginal ? facility * marginal.Intensity * marginal.Share : null,
            EmbodiedParts = embodied,
            Embodied = embodied.Count > 0 ? embodied.Aggregate(default(Carbon), (sum, part) => sum + part.Carbon) : null,
            OnSiteWater = OnSiteWater is { } site ? itEnergy * site.Intensity : null,
            OffSiteWater = OffSiteWater is { } grid ? facility * grid.Intensity : null,
            Cost = paid is not null ? facility * paid.Price : null,
            Tariff = paid,
            Rent = Rental?.Of(duration),
            Notes = [.. new[] { mix.Note, unpriced }.OfType<Note>()],
            Factors = this,
        };
    }

    /// <summary>In decimal, because a double would lose microjoules from 9 GJ on.</summary>
    private Energy AtFacility(Energy itEnergy)
        => Energy.FromMicrojoules((long)decimal.Round(itEnergy.Microjoules * (decimal)Pue.Value, MidpointRounding.AwayFromZero));
}
