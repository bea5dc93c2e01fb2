using EcoCode.Impact;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>What energy is turned into CO2e and money by.</summary>
internal static class ImpactFindings
{
    private const string Section = "Impact";

    internal static IEnumerable<Finding> Of(ImpactRequest request, ImpactFactors factors)
    {
        string grid = FormattableString.Invariant($"{factors.Grid.Zone}, {factors.Grid.Intensity.GramsPerKilowattHour:0.#} g/kWh {factors.Grid.Basis.Name()}, {factors.Grid.Source} {factors.Grid.Year}");
        yield return request.Zone is null
            ? new(Section, FindingLevel.Warn, "grid", $"no zone is set: {grid}") { Fix = "`ecocode config set zone DE`", Code = factors.Notes is [var assumed, ..] ? assumed.Code : null }
            : new(Section, FindingLevel.Ok, "grid", grid);
        yield return factors.Tariff is { } tariff
            ? new(Section, FindingLevel.Ok, "tariff", FormattableString.Invariant($"{tariff.Price.PerKilowattHour} {tariff.Price.Currency}/kWh, {tariff.Source}"))
            : new(Section, FindingLevel.Warn, "tariff", "no price is known, so cost is left out") { Fix = "`ecocode config set price 0.31EUR`" };
        yield return new(Section, FindingLevel.Ok, "PUE", FormattableString.Invariant($"{factors.Pue.Value:0.##}"));
    }
}
