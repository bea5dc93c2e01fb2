namespace EcoCode.Impact.Tests;

public sealed class ZoneTests
{
    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("de", "DE")]
    [InlineData(" de ", "DE")]
    [InlineData("DEU", "DE")]
    [InlineData("germany", "DE")]
    [InlineData("UK", "GB")]
    [InlineData("USA", "US")]
    [InlineData("us-ca", "US-CA")]
    [InlineData("California", "US-CA")]
    [InlineData("EU", "EU")]
    [InlineData("European Union", "EU")]
    [InlineData("world", "WORLD")]
    [InlineData("Bahamas", "BS")]
    [InlineData("Taiwan", "TW")]
    [InlineData("aws:eu-central-1", "DE")]
    [InlineData("AWS/EU-Central-1", "DE")]
    [InlineData("eu-central-1", "DE")]
    [InlineData("gcp/europe-west3", "DE")]
    [InlineData("westeurope", "NL")]
    [InlineData("azure:japaneast", "JP")]
    public void A_place_is_found_by_code_name_or_region(string typed, string zone) => Assert.Equal(zone, Resolved.Zone(typed).Grid.Zone);

    [Fact]
    public void No_zone_is_the_world_and_says_so()
    {
        ImpactFactors factors = Resolved.Zone(null);
        Assert.Equal("WORLD", factors.Grid.Zone);
        var note = Assert.Single(factors.Notes);
        Assert.Equal("ECO3021", note.Code);
        Assert.Equal("no zone set: the world average is used", note.Message);
        Assert.StartsWith("set `--zone`", note.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void The_world_by_name_needs_no_note() => Assert.Empty(Resolved.Zone("WORLD").Notes);

    [Theory]
    [InlineData("GERMNAY", "ECO3001", "unknown zone `GERMNAY`", "did you mean `DE` (Germany)?")]
    [InlineData("Austrila", "ECO3001", "unknown zone `Austrila`", "did you mean `AT` (Austria) or `AU` (Australia)?")]
    [InlineData("US-CX", "ECO3001", "unknown zone `US-CX`", "did you mean `US-CA` (California), `US-CO` (Colorado) or `US-CT` (Connecticut)?")]
    [InlineData("SP", "ECO3001", "unknown zone `SP`", "did you mean `ES` (Spain) or `azure:spaincentral` (Madrid)?")]
    [InlineData("aws:eu-centrl-1", "ECO3001", "unknown region `eu-centrl-1` of `aws`", "did you mean `aws:eu-central-1` (Frankfurt), `aws:eu-central-2` (Zurich) or `aws:ca-central-1` (Montreal)?")]
    [InlineData("hal:nowhere", "ECO3001", "unknown cloud provider `hal`", "known are `aws`, `azure`, `gcp`, `ovh` and `scaleway`")]
    [InlineData("Georgia", "ECO3002", "zone `Georgia` has more than one meaning", "did you mean `GE` (Georgia) or `US-GA` (Georgia)?")]
    public void What_is_not_found_gets_a_suggestion(string typed, string code, string message, string hint)
    {
        var problem = Resolved.Problem(new() { Zone = typed });
        Assert.Equal((code, message, hint), (problem.Code, problem.Message, problem.Hint));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("qqqqqqqq")]
    [InlineData("XX")]
    [InlineData("-")]
    [InlineData("\0\u001b[31m")]
    public void Nothing_like_it_gets_the_ways_to_write_a_zone(string typed)
    {
        var problem = Resolved.Problem(new() { Zone = typed });
        Assert.Equal("ECO3001", problem.Code);
        Assert.Contains("`WORLD`", problem.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(problem.Message, char.IsControl);
    }

    [Fact]
    public void A_very_long_zone_is_cut_in_the_message()
        => Assert.InRange(Resolved.Problem(new() { Zone = new string('x', 1_000_000) }).Message.Length, 1, 80);

    [Fact]
    public void A_part_of_a_country_without_parts_in_the_table_is_that_country()
    {
        ImpactFactors factors = Resolved.Zone("DE-BY");
        Assert.Equal("DE", factors.Grid.Zone);
        Assert.Equal("no `lifecycle` grid figure for `DE-BY`: that of `DE` (Germany, 329.65 g/kWh) is used", Assert.Single(factors.Notes).Message);
    }

    [Theory]
    [InlineData("US-CA", "US-CA US WORLD")]
    [InlineData("DE", "DE WORLD")]
    [InlineData("WORLD", "WORLD")]
    [InlineData("AU-NSW", "AU-NSW AU WORLD")]
    public void A_zone_lies_in_wider_ones(string zone, string chain)
    {
        Assert.True(ZoneCode.TryParse(zone, out ZoneCode code));
        Assert.Equal(chain, string.Join(' ', code.Widening));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("D")]
    [InlineData("DEU")]
    [InlineData("US-")]
    [InlineData("US-CALI")]
    [InlineData("U1")]
    [InlineData("US_CA")]
    [InlineData("ÄÖ")]
    public void Other_forms_are_no_zone_code(string? text) => Assert.False(ZoneCode.TryParse(text, out _));

    [Fact]
    public void The_default_code_is_the_world()
    {
        Assert.True(ZoneCode.TryParse("world", out ZoneCode world));
        Assert.Equal(default, world);
        Assert.Equal("WORLD", default(ZoneCode).ToString());
    }

    [Fact]
    public void Every_zone_that_is_listed_is_one()
    {
        IReadOnlyList<string> zones = ImpactModel.Shipped.Zones;
        Assert.All(zones, zone => Assert.True(ImpactModel.Shipped.TryResolve(new() { Zone = zone }, out _, out var problem), problem?.Message));
        Assert.Equal(zones.Count, zones.Distinct().Count());
        Assert.All(["DE", "US-CA", "WORLD", "aws:eu-central-1"], zone => Assert.Contains(zone, zones));
    }
}
