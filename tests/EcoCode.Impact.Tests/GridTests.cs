using EcoCode.Quantities;

namespace EcoCode.Impact.Tests;

public sealed class GridTests
{
    // Rows: DE,DEU,Germany,329.65,0.5864,2024,2025,lifecycle,ember-2026 · US-CA,…,199.67,…,2024,lifecycle,ember-sub-2025 ·
    // US-CA,…,179.1,,,2023,direct,egrid-2023 · CA-ON,…,73,,,2024,direct,eccc-2026 · AU-NSW,…,600,,,2026,direct,nga-2026
    [Theory]
    [InlineData("DE", GridBasis.Lifecycle, 329.65, 2025, "ember-2026")]
    [InlineData("US-CA", GridBasis.Lifecycle, 199.67, 2024, "ember-sub-2025")]
    [InlineData("US-CA", GridBasis.Direct, 179.1, 2023, "egrid-2023")]
    [InlineData("CA-ON", GridBasis.Direct, 73, 2024, "eccc-2026")]
    [InlineData("AU-NSW", GridBasis.Direct, 600, 2026, "nga-2026")]
    public void The_zone_s_own_row_is_used(string zone, GridBasis basis, double grams, int year, string source)
    {
        ImpactFactors factors = Resolved.Zone(zone, basis);
        Assert.Equal(zone, factors.Grid.Zone);
        Assert.Equal((grams, basis, year, source), (factors.Grid.Intensity.GramsPerKilowattHour, factors.Grid.Basis, factors.Grid.Year, factors.Grid.Source));
        Assert.DoesNotContain(factors.Notes, note => note.Code == "ECO3022");
    }

    [Fact]
    public void A_province_without_a_lifecycle_figure_gets_its_country_s_never_its_own_direct_one()
    {
        // CA,CAN,Canada,190.73,…,lifecycle; CA-ON has a direct figure only.
        ImpactFactors factors = Resolved.Zone("CA-ON");
        Assert.Equal(("CA", GridBasis.Lifecycle, 190.73), (factors.Grid.Zone, factors.Grid.Basis, factors.Grid.Intensity.GramsPerKilowattHour));
        Note note = Assert.Single(factors.Notes, note => note.Code == "ECO3022");
        Assert.Equal("no `lifecycle` grid figure for `CA-ON` (Ontario): that of `CA` (Canada, 190.73 g/kWh) is used", note.Message);
        Assert.Equal("`--basis direct` has its own figure", note.Hint);
    }

    [Theory]
    [InlineData("DE")]
    [InlineData("CA")]
    [InlineData("IN-MH")]
    [InlineData("EU")]
    [InlineData("WORLD")]
    [InlineData(null)]
    [InlineData("aws:eu-central-1")]
    public void A_direct_figure_that_is_missing_up_to_the_world_is_refused(string? zone)
    {
        Note problem = Resolved.Problem(new() { Zone = zone, Basis = GridBasis.Direct });
        Assert.Equal("ECO3003", problem.Code);
        Assert.Equal("use `--basis lifecycle`", problem.Hint);
    }

    [Fact]
    public void A_provider_s_published_figure_is_used_on_the_direct_basis_only()
    {
        // gcp,europe-west3,Frankfurt,DE,DE,275.82,2024,…
        GridFigure direct = Resolved.Zone("gcp:europe-west3", GridBasis.Direct).Grid;
        Assert.Equal(("gcp:europe-west3", 275.82, 2024, GridBasis.Direct), (direct.Zone, direct.Intensity.GramsPerKilowattHour, direct.Year, direct.Basis));
        GridFigure lifecycle = Resolved.Zone("gcp:europe-west3").Grid;
        Assert.Equal(("DE", 329.65), (lifecycle.Zone, lifecycle.Intensity.GramsPerKilowattHour));
    }

    [Fact]
    public void A_country_without_a_figure_gets_the_world_s()
    {
        ImpactModel model = Resolved.Model(("grid-intensity.csv", ["WORLD,,World,458.49,,,2025,lifecycle,w", "AQ,ATA,Antarctica,1,,,2024,direct,a"]));
        ImpactFactors factors = Resolved.Factors(new() { Zone = "AQ" }, model);
        Assert.Equal("WORLD", factors.Grid.Zone);
        Assert.Equal("no `lifecycle` grid figure for `AQ` (Antarctica): that of `WORLD` (World, 458.49 g/kWh) is used", Assert.Single(factors.Notes).Message);
    }

    [Fact]
    public void Every_zone_and_region_resolves_on_the_lifecycle_basis_without_leaving_its_country()
    {
        DataTable regions = DataTable.Read("cloud-regions");
        IEnumerable<string> keys = regions.Rows.Where(row => regions.Cell(row, "region") != "*").Select(row => $"{regions.Cell(row, "provider")}:{regions.Cell(row, "region")}");
        foreach (string typed in DataTable.Read("grid-intensity").Column("zone").Concat(keys))
        {
            ImpactFactors factors = Resolved.Zone(typed);
            Assert.Equal(GridBasis.Lifecycle, factors.Grid.Basis);
            if (typed != "WORLD") Assert.NotEqual("WORLD", factors.Grid.Zone);
        }
    }
}
