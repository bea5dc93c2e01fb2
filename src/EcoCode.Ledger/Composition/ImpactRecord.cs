using EcoCode.Impact;

namespace EcoCode.Ledger.Composition;

/// <summary>The part of a record that says what the energy meant.</summary>
public static class ImpactRecord
{
    /// <summary>Makes it of computed figures.</summary>
    /// <param name="figures">The figures.</param>
    /// <param name="started">When the run began: the year of what live providers tell.</param>
    public static RunImpact Of(ImpactFigures figures, DateTimeOffset started)
    {
        ArgumentNullException.ThrowIfNull(figures);
        return new()
        {
            Co2eG = figures.Operational.Grams,
            Co2eEmbodiedG = figures.Embodied?.Grams,
            WaterL = figures.KnownWater?.Litres,
            Cost = figures is { Cost: { } cost, Tariff: { } tariff } ? new RunCost(cost.Amount, cost.Currency, tariff.Price.PerKilowattHour, tariff.Source) : null,
            FacilityEnergyJ = figures.FacilityEnergy,
            Pue = figures.Factors.Pue.Value,
            Grid = Grid(figures, started),
            Marginal = figures is { Marginal: { } marginal, MarginalCarbon: { } carbon }
                ? new RunMarginal(carbon.Grams, marginal.Intensity.GramsPerKilowattHour, marginal.Source, marginal.Zone, marginal.Share, marginal.EstimatedShare, marginal.Retrieved)
                : null,
            Costs = [.. Costs(figures)],
            Embodied = [.. figures.EmbodiedParts.Select(Part)],
            WaterOnSiteL = figures.OnSiteWater?.Litres,
            WaterOffSiteL = figures.OffSiteWater?.Litres,
        };
    }

    private static RunGrid Grid(ImpactFigures figures, DateTimeOffset started)
    {
        GridFigure table = figures.Factors.Grid;
        IReadOnlyList<GridPart> parts = figures.GridParts;
        int? year = parts.FirstOrDefault(part => part.Year is not null)?.Year;
        return new(table.Zone, figures.Intensity.GramsPerKilowattHour, parts[0].Basis.Name(), string.Join(' ', parts.Select(part => part.Source)), year ?? started.Year)
        {
            Parts = parts.Any(part => part.Live)
                ? [.. parts.Select(part => new RunGridPart(
                    part.Source, part.Live, part.Zone, part.Intensity.GramsPerKilowattHour, part.Basis.Name(), part.Share, part.EstimatedShare, part.Retrieved, part.Year))]
                : [],
        };
    }

    private static IEnumerable<RunCostPart> Costs(ImpactFigures figures)
    {
        if (figures is { Cost: { } cost, Tariff: { } tariff })
        {
            yield return new(RunCostPart.Electricity, cost.Amount, cost.Currency, tariff.Price.PerKilowattHour, "kWh", tariff.Source);
        }

        if (figures is { Rent: { } rent, Factors.Rental: { } rental }) yield return new(RunCostPart.Rental, rent.Amount, rent.Currency, rental.PerHour, "h", rental.Source);
    }

    private static RunEmbodied Part(EmbodiedPart part)
    {
        EmbodiedFigure figure = part.Figure;
        return new(figure.Component, figure.Device, figure.Devices, figure.Whole.Grams, figure.Lifetime.TotalHours, part.Used.TotalHours, part.Carbon.Grams, figure.Source);
    }
}
