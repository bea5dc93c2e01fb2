namespace EcoCode.Impact.Tests;

/// <summary>The check rules of data/README.md on ranges and joins.</summary>
public sealed class TableRangeTests
{
    [Theory]
    [InlineData("grid-intensity", "gco2e_per_kwh", 0, 1500)]
    [InlineData("grid-intensity", "low_carbon_share", 0, 1)]
    [InlineData("cloud-regions", "gco2e_per_kwh", 0, 1500)]
    [InlineData("cloud-regions", "provider_cfe_share", 0, 1)]
    [InlineData("cloud-regions", "pue", 1, 2.5)]
    [InlineData("cloud-regions", "wue_l_per_kwh", 0, 5)]
    [InlineData("water", "l_per_kwh", 0, 70)]
    [InlineData("electricity-price", "price_per_kwh", 0.01, 1)]
    [InlineData("embodied", "lifetime_years", 1, 10)]
    public void Numbers_are_in_range(string table, string column, double least, double most)
    {
        double[] numbers = [.. DataTable.Read(table).Numbers(column)];
        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.InRange(number, least, most));
    }

    [Fact]
    public void Every_zone_of_another_table_has_a_grid_figure()
    {
        HashSet<string> zones = [.. DataTable.Read("grid-intensity").Column("zone")];
        Assert.All(DataTable.Read("cloud-regions").Column("zone").Where(zone => zone.Length > 0), zone => Assert.Contains(zone, zones));
        Assert.All(DataTable.Read("electricity-price").Column("zone"), zone => Assert.Contains(zone, zones));
        Assert.All(DataTable.Read("water").Column("zone").Where(zone => !zone.StartsWith("TECH:", StringComparison.Ordinal)), zone => Assert.Contains(zone, zones));
    }

    [Fact]
    public void Every_zone_is_a_well_formed_code()
        => Assert.All(DataTable.Read("grid-intensity").Column("zone"), zone => Assert.True(ZoneCode.TryParse(zone, out ZoneCode code) && code.Value == zone, zone));

    [Fact]
    public void Every_grid_figure_has_a_basis_and_a_year()
    {
        DataTable grid = DataTable.Read("grid-intensity");
        Assert.All(grid.Column("basis"), basis => Assert.Contains(basis, new[] { "lifecycle", "direct" }));
        Assert.Equal(grid.Rows.Count, grid.Numbers("year").Count());
        Assert.All(grid.Numbers("year"), year => Assert.InRange(year, 2020, 2026));
    }

    [Fact]
    public void A_published_figure_has_its_year()
    {
        DataTable regions = DataTable.Read("cloud-regions");
        foreach ((string value, string year) in new[] { ("gco2e_per_kwh", "intensity_year"), ("pue", "pue_year"), ("wue_l_per_kwh", "wue_year") })
        {
            Assert.All(regions.Rows, row => Assert.Equal(regions.Cell(row, value).Length > 0, regions.Cell(row, year).Length > 0));
        }
    }

    [Fact]
    public void Only_an_average_has_no_zone()
    {
        DataTable regions = DataTable.Read("cloud-regions");
        Assert.All(regions.Rows, row => Assert.Equal(regions.Cell(row, "region") == "*", regions.Cell(row, "zone").Length == 0));
    }

    [Fact]
    public void Every_price_is_in_a_known_currency()
    {
        HashSet<string> codes = [.. DataTable.Read("currencies").Column("code")];
        Assert.All(DataTable.Read("electricity-price").Column("currency"), currency => Assert.Contains(currency, codes));
    }

    [Fact]
    public void Currency_codes_are_three_capitals_and_withdrawn_ones_are_gone()
    {
        string[] codes = [.. DataTable.Read("currencies").Column("code")];
        Assert.All(codes, code => Assert.Matches("^[A-Z]{3}$", code));
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Empty(codes.Intersect(["HRK", "SLL", "ZWL", "ANG", "CUC", "BGN", "XAU", "XXX"]));
        Assert.Superset(new HashSet<string> { "EUR", "USD", "GBP", "JPY", "CNY", "INR", "CHF", "XCG", "ZWG", "SLE" }, codes.ToHashSet());
    }

    [Fact]
    public void Every_zone_with_a_price_has_an_industrial_one()
    {
        DataTable prices = DataTable.Read("electricity-price");
        HashSet<string> industrial = [.. prices.Rows.Where(row => prices.Cell(row, "consumer") == "industrial").Select(row => prices.Cell(row, "zone"))];
        Assert.All(prices.Column("zone"), zone => Assert.Contains(zone, industrial));
    }
}
