using EcoCode.Impact;
using EcoCode.Ledger.Composition;
using EcoCode.Metering;
using EcoCode.Quantities;

namespace EcoCode.Ledger.Tests.Composition;

/// <summary>Records of scripted runs, with round factors: 500 g/kWh, PUE 1.5, 0.25 EUR/kWh, a machine of 1 t CO2e that lasts 1,000 hours.</summary>
internal static class Composed
{
    internal static readonly ImpactFactors Factors = new()
    {
        Grid = new GridFigure("XX", "Nowhere", new CarbonIntensity(500), GridBasis.Lifecycle, 2025, "test"),
        Pue = new PueFigure(1.5, "given", "given", null),
        Tariff = new Tariff(new Price(0.25m, "EUR"), "given"),
        Embodied = [new EmbodiedFigure("test", "a machine", Carbon.FromKilograms(1000), TimeSpan.FromHours(1000), 1, "test")],
        Notes = [new Note("ECO3999", "a note of the factors")],
    };

    internal static readonly RunFacts Facts = new()
    {
        Id = "r-1",
        Name = "name",
        Program = "program",
        Kind = "run",
        Host = "host",
        Started = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Interval = TimeSpan.FromSeconds(0.1),
        ExitCode = 3,
        PeakResidentBytes = 30_000_000,
        Stretched = true,
        Notes = [new Note("ECO1999", "a note of the facts")],
    };

    internal static RunRecord Of(Meter meter) => RunComposition.Compose(Facts, meter.Result(), Factors);
}
