using System.Diagnostics.CodeAnalysis;
using EcoCode.Quantities;

namespace EcoCode.Impact;

/// <summary>Turns what a user said into the factors by which energy becomes carbon, water and money. Pure and offline.</summary>
/// <remarks>Formulas, choices and limits: <c>docs/impact.md</c>. Safe to use from several threads.</remarks>
public sealed class ImpactModel
{
    private readonly ImpactTables _tables;

    internal ImpactModel(ImpactTables tables) => _tables = tables;

    /// <summary>The model over the tables that ship with EcoCode. They are read when something is resolved, not before.</summary>
    public static ImpactModel Shipped { get; } = new(ImpactTables.Shipped);

    /// <summary>Every zone code and cloud region that a request may name, in the order of the tables.</summary>
    public IReadOnlyList<string> Zones
        => [.. _tables.Grid().Select(row => row.Zone).Distinct(), .. _tables.CloudRegions().Where(region => !region.IsAverage).Select(region => region.Key)];

    /// <summary>All of those with their names and figures, zones first.</summary>
    /// <param name="basis">The basis that figures are wanted on.</param>
    public IReadOnlyList<KnownZone> KnownZones(GridBasis basis)
    {
        List<GridRow> rows = [.. _tables.Grid()];
        Dictionary<string, GridFigure> figures = rows.Where(row => row.Figure.Basis == basis).ToDictionary(row => row.Zone, row => row.Figure);
        IEnumerable<KnownZone> zones = rows.DistinctBy(row => row.Zone).Select(row => new KnownZone(row.Zone, row.Name, row.Zone, null, figures.GetValueOrDefault(row.Zone)));
        IEnumerable<KnownZone> regions = _tables.CloudRegions().Where(region => !region.IsAverage)
            .Select(region => new KnownZone(region.Key, region.Location, region.Zone, region.Region, GridChoice.Own(region, basis) ?? figures.GetValueOrDefault(region.Zone)));
        return [.. zones, .. regions];
    }

    /// <summary>Finds the zone or cloud region that a text means, as a request does.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="zone">What is meant; without its figure.</param>
    /// <param name="problem">Otherwise the mistake.</param>
    public bool TryFind(string text, [NotNullWhen(true)] out KnownZone? zone, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        zone = new Gazetteer(_tables).TryFind(text, out Place? place, out problem)
            ? new(place.Region?.Key ?? place.Zone.Value, place.Region?.Location ?? place.Name, place.Zone.Value, place.Region?.Region, null)
            : null;
        return zone is not null;
    }

    /// <summary>Finds the figure of a grid alone.</summary>
    /// <param name="request">What was said; only zone and basis are looked at.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="notes">What was assumed.</param>
    /// <param name="problem">The mistake, fit to be shown as an error.</param>
    public bool TryFindFigure(
        ImpactRequest request, [NotNullWhen(true)] out GridFigure? figure, out IReadOnlyList<Note> notes, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<Note> assumed = [];
        figure = null;
        notes = assumed;
        return TryPlace(request, assumed, out Place? place, out problem) && GridChoice.TryFind(_tables, place, request.Basis, assumed, out figure, out problem);
    }

    /// <summary>Resolves a request, or says the first thing that is wrong with it.</summary>
    /// <param name="request">What was said.</param>
    /// <param name="factors">All factors, with their sources and with notes of what was assumed.</param>
    /// <param name="problem">The mistake, fit to be shown as an error: an unknown zone or currency, a malformed price, a PUE out of range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A virtual machine with no vCPU.</exception>
    public bool TryResolve(ImpactRequest request, [NotNullWhen(true)] out ImpactFactors? factors, [NotNullWhen(false)] out Note? problem)
    {
        ArgumentNullException.ThrowIfNull(request);
        factors = null;
        var notes = new List<Note>();
        if (!TryPlace(request, notes, out Place? place, out problem)
            || !GridChoice.TryFind(_tables, place, request.Basis, notes, out GridFigure? grid, out problem)
            || !PueChoice.TryFind(_tables, place, request.Pue, notes, out PueFigure? pue, out problem)
            || !TariffChoice.TryFind(_tables, place, request, notes, out Tariff? tariff, out problem)
            || !RentalChoice.TryFind(_tables, request.InstancePrice, out Rental? rental, out problem))
        {
            return false;
        }

        factors = new()
        {
            Grid = grid,
            Pue = pue,
            OnSiteWater = WaterChoice.OnSite(_tables, place),
            OffSiteWater = WaterChoice.OffSite(_tables, place, notes),
            Tariff = tariff,
            Prices = request.Prices,
            Rental = rental,
            Embodied = EmbodiedChoice.Of(_tables, request),
            Gpus = EmbodiedChoice.OfGpus(_tables, request.Gpus),
            Notes = notes,
        };
        return true;
    }

    private bool TryPlace(ImpactRequest request, List<Note> notes, [NotNullWhen(true)] out Place? place, [NotNullWhen(false)] out Note? problem)
    {
        if (request is { Zone: null } or { PlaceNote: not null }) notes.Add(request.PlaceNote ?? Assumptions.NoZone());
        if (request.Zone is { } zone) return new Gazetteer(_tables).TryFind(zone, out place, out problem);
        place = new(ZoneCode.World, "World", Region: null);
        problem = null;
        return true;
    }
}
