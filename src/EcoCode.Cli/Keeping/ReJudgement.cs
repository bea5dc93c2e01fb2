using System.Diagnostics.CodeAnalysis;
using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Impact;
using EcoCode.Impact.Course;
using EcoCode.Impact.Live;
using EcoCode.Ledger;
using EcoCode.Ledger.Composition;
using EcoCode.Quantities;

namespace EcoCode.Cli.Keeping;

/// <summary>What a run of the ledger comes to by what is said now; all that nothing is said of stays as it was.</summary>
/// <param name="old">The run.</param>
/// <param name="request">What is said now.</param>
/// <param name="basis">Whether the basis was said.</param>
internal sealed class ReJudgement(RunRecord old, MeasureRequest request, bool basis)
{
    private const string World = "WORLD";

    private readonly bool _moved = request.Impact.Zone is not null;

    internal string Id => old.Run.Id;

    /// <summary>The zone of the run: that said now, else its own; null where it is not known.</summary>
    internal string? Zone => request.Impact.Zone ?? (old.Impact.Grid.Zone == World ? null : old.Impact.Grid.Zone);

    /// <summary>Whether place or grid are judged anew by what is known now, so that what was said of them before is void.</summary>
    internal bool Replaces(ImpactCourse course) => _moved || basis || course.Live.Count > 0;

    /// <summary>Judges it.</summary>
    /// <param name="course">When it used its energy, and what a provider says of that.</param>
    /// <param name="impact">The result.</param>
    /// <param name="notes">What must be said of it.</param>
    /// <param name="problem">What is wrong.</param>
    internal bool TryJudge(ImpactCourse course, [NotNullWhen(true)] out RunImpact? impact, out IReadOnlyList<Note> notes, out Note? problem)
    {
        (impact, notes) = (null, []);
        GridBasis kept = old.Impact.Grid.Basis == GridBasis.Direct.Name() ? GridBasis.Direct : GridBasis.Lifecycle;
        ImpactRequest asked = Judgement.Of(request, Whereabouts.Unknown) with
        {
            Zone = Zone,
            Basis = basis ? request.Impact.Basis : kept,
            Pue = request.Impact.Pue ?? (_moved ? null : old.Impact.Pue),
        };
        if (!Judgement.TryResolve(asked, course, out ImpactFactors? factors, out problem)) return false;
        ImpactFigures figures = factors.Of(old.Total.EnergyJ, TimeSpan.FromSeconds(old.Run.DurationS), 0, course);
        impact = WithOld(ImpactRecord.Of(figures, old.Run.Started), course);
        notes = [.. factors.Notes, .. figures.Notes];
        return true;
    }

    private RunImpact WithOld(RunImpact anew, ImpactCourse course)
    {
        RunImpact before = old.Impact;

        // What making the machine cost depends on nothing that can be said here.
        RunImpact impact = anew with { Embodied = before.Embodied, Co2eEmbodiedG = before.Co2eEmbodiedG };
        double facility = before.FacilityEnergyJ > Energy.Zero ? anew.FacilityEnergyJ / before.FacilityEnergyJ : 1;
        bool average = course.Live.Any(series => series.Kind == SignalKind.Average), marginal = course.Live.Any(series => series.Kind == SignalKind.Marginal);
        if (!_moved && !basis && !average) impact = impact with { Grid = before.Grid, Co2eG = anew.FacilityEnergyJ.KilowattHours * before.Grid.GPerKwh };
        if (!_moved && !marginal) impact = impact with { Marginal = before.Marginal is { } told ? told with { Co2eG = told.Co2eG * facility } : null };
        if (!_moved && before.WaterL is not null)
        {
            double? site = before.WaterOnSiteL, grid = before.WaterOffSiteL * facility;
            impact = impact with { WaterOnSiteL = site, WaterOffSiteL = grid, WaterL = site is null && grid is null ? before.WaterL : (site ?? 0) + (grid ?? 0) };
        }

        return impact with { Cost = Electricity(anew), Costs = [.. Costs(anew)] };
    }

    private bool PricedAnew => _moved || request.Tariff is not null || request.Impact.Price is not null || request.Impact.Currency is not null;

    private RunCost? Electricity(RunImpact anew)
        => PricedAnew ? anew.Cost : old.Impact.Cost is { } cost ? cost with { Amount = (anew.FacilityEnergyJ * new Price(cost.PricePerKwh, cost.Currency)).Amount } : null;

    private IEnumerable<RunCostPart> Costs(RunImpact anew)
    {
        if (Electricity(anew) is { } paid) yield return new(RunCostPart.Electricity, paid.Amount, paid.Currency, paid.PricePerKwh, "kWh", paid.Source);
        if ((request.Impact.InstancePrice is null ? old.Impact.Rental : anew.Rental) is { } rental) yield return rental;
    }
}
