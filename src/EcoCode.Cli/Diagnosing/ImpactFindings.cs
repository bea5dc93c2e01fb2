using EcoCode.Cli.Measuring;
using EcoCode.Cli.Placing;
using EcoCode.Impact;
using EcoCode.Report.Diagnoses;

namespace EcoCode.Cli.Diagnosing;

/// <summary>What energy is turned into CO2e and money by.</summary>
internal static class ImpactFindings
{
    private const string Section = "Impact";

    internal static IEnumerable<Finding> Of(MeasureRequest request, ImpactFactors factors, Whereabouts place)
    {
        string grid = FormattableString.Invariant($"{factors.Grid.Zone}, {factors.Grid.Intensity.GramsPerKilowattHour:0.#} g/kWh {factors.Grid.Basis.Name()}, {factors.Grid.Source} {factors.Grid.Year}");
        string instance = place.InstanceType is { } type ? $" ({type})" : "";
        yield return request.Impact.Zone is not null
            ? new(Section, FindingLevel.Ok, "grid", grid)
            : place.Zone is { } zone ? new(Section, FindingLevel.Ok, "grid", $"no zone is set, and this is `{zone}`{instance}: {grid}") { Reason = place.Note?.Message }
            : new(Section, FindingLevel.Warn, "grid", $"no zone is set: {grid}") { Reason = place.Note?.Message, Fix = "`ecocode config set zone DE`", Code = factors.Notes is [var assumed, ..] ? assumed.Code : null };
        yield return factors.Prices is { } prices ? new(Section, FindingLevel.Ok, "tariff", Now(prices))
            : factors.Tariff is { } tariff
            ? new(Section, FindingLevel.Ok, "tariff", FormattableString.Invariant($"{tariff.Price.PerKilowattHour} {tariff.Price.Currency}/kWh, {tariff.Source}"))
            : new(Section, FindingLevel.Warn, "tariff", "no price is known, so cost is left out") { Fix = "`ecocode config set price 0.31EUR`" };
        if (factors.Rental is { } rental) yield return new(Section, FindingLevel.Ok, "rental", FormattableString.Invariant($"{rental.PerHour} {rental.Currency}/h"));
        yield return new(Section, FindingLevel.Ok, "PUE", FormattableString.Invariant($"{factors.Pue.Value:0.##}"));
    }

    private static string Now(ITimedPrice prices)
        => prices.At(TimeProvider.System.GetUtcNow()) is { } price
            ? FormattableString.Invariant($"now {price} {prices.Currency}/kWh, {prices.Source}")
            : $"no price for now in {prices.Currency}, {prices.Source}";
}
