using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

public sealed class FacilityTests
{
    // aws,us-east-1,…,1.15,2024,0.12,2024 · aws,eu-west-3 and gcp,europe-west9 have no PUE: aws,*,…,1.14,2025 and gcp,*,…,1.09,2024 ·
    // no row of ovh has one, nor has ovh,*: *,*,…,1.56,2024
    [Theory]
    [InlineData("aws:us-east-1", 1.15, 2024, "gsf-rtc")]
    [InlineData("aws:eu-west-3", 1.14, 2025, "aws-sust-2025")]
    [InlineData("gcp:europe-west9", 1.09, 2024, "google-env-2026")]
    [InlineData("ovh:eu-west-gra", 1.56, 2024, "uptime-2024")]
    public void A_region_s_own_PUE_comes_before_its_fleet_s_and_that_before_any(string region, double pue, int year, string source)
    {
        ImpactFactors factors = Resolved.Zone(region);
        Assert.Equal((pue, year, source), (factors.Pue.Value, factors.Pue.Year, factors.Pue.Source));
        Assert.Equal(source == "uptime-2024", factors.Notes.Any(note => note.Code == "ECO3023"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("DE")]
    public void A_machine_without_a_data_centre_has_none_and_the_figure_says_so(string? zone)
    {
        PueFigure pue = Resolved.Zone(zone).Pue;
        Assert.Equal((1, "assumed", "no data centre named: facility energy is IT energy"), (pue.Value, pue.Source, pue.Basis));
    }

    [Fact]
    public void A_given_PUE_comes_before_the_region_s()
    {
        PueFigure pue = Resolved.Factors(new() { Zone = "aws:us-east-1", Pue = 1.3 }).Pue;
        Assert.Equal((1.3, "given"), (pue.Value, pue.Source));
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10.01)]
    [InlineData(115)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_PUE_below_one_or_absurd_is_refused(double pue) => Assert.Equal("ECO3004", Resolved.Problem(new() { Pue = pue }).Code);

    [Theory]
    [InlineData(3_600_000_000_000, 1.15, 4_140_000_000_000)]
    [InlineData(1, 1.5, 2)]
    [InlineData(1, 1.49, 1)]
    [InlineData(3, 1.1, 3)]
    [InlineData(0, 2, 0)]
    [InlineData(6_000_000_000_000_000_001, 1.5, 9_000_000_000_000_000_002)]
    public void Facility_energy_is_exact_to_the_microjoule(long it, double pue, long facility)
    {
        ImpactFigures figures = Resolved.Factors(new() { Pue = pue }).Of(Energy.FromMicrojoules(it), TimeSpan.Zero, 0);
        Assert.Equal(it, figures.ItEnergy.Microjoules);
        Assert.Equal(facility, figures.FacilityEnergy.Microjoules);
    }

    [Fact]
    public void Energy_beyond_the_range_overflows_loudly()
        => Assert.Throws<OverflowException>(() => Resolved.Factors(new() { Pue = 2 }).Of(Energy.MaxValue, TimeSpan.Zero, 0));
}
