namespace EcoCode.Impact.Tests;

public sealed class WaterTests
{
    [Fact]
    public void On_site_water_is_of_IT_energy_and_off_site_water_of_facility_energy()
    {
        // aws,us-east-1: PUE 1.15, WUE 0.12. US-VA has no off-site row of its own: US,country,off-site,3.1321. 3.1321 × 1.15 = 3.601915.
        ImpactFigures figures = Resolved.Zone("aws:us-east-1").Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Equal(0.12, figures.OnSiteWater!.Value.Litres, 9);
        Assert.Equal(3.601915, figures.OffSiteWater!.Value.Litres, 9);
        Assert.Equal(3.721915, figures.KnownWater!.Value.Litres, 9);
        Assert.Equal("US", figures.Factors.OffSiteWater!.Place);
    }

    [Fact]
    public void A_region_without_a_WUE_takes_its_fleet_s()
    {
        // gcp,*,…,0.94,2025
        WaterFigure figure = Resolved.Zone("gcp:europe-west3").OnSiteWater!;
        Assert.Equal(("gcp:*", 0.94, 2025), (figure.Place, figure.Intensity.LitresPerKilowattHour, figure.Year));
    }

    [Theory]
    [InlineData("DE")]
    [InlineData(null)]
    [InlineData("ovh:eu-west-gra")]
    public void On_site_water_that_nobody_knows_is_absent_not_zero(string? zone)
    {
        ImpactFigures figures = Resolved.Zone(zone).Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Null(figures.OnSiteWater);
        Assert.NotNull(figures.OffSiteWater);
        Assert.Equal(figures.OffSiteWater, figures.KnownWater);
    }

    [Fact]
    public void A_known_zero_is_zero()
    {
        // azure,newzealandnorth,…,0,2022: cooled without evaporation.
        ImpactFigures figures = Resolved.Zone("azure:newzealandnorth").Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Equal(0, figures.OnSiteWater!.Value.Litres);
    }

    [Fact]
    public void A_country_without_a_figure_takes_the_world_s_and_says_so()
    {
        // No off-site row for KE; WORLD,world,off-site,3.908
        ImpactFactors factors = Resolved.Zone("KE");
        Assert.Equal(("WORLD", 3.908), (factors.OffSiteWater!.Place, factors.OffSiteWater.Intensity.LitresPerKilowattHour));
        Assert.Equal("no water figure for the grid of `KE` (Kenya): the world average is used", Assert.Single(factors.Notes, note => note.Code == "ECO3024").Message);
    }

    [Fact]
    public void Kinds_that_count_other_things_are_never_used()
    {
        ImpactModel model = Resolved.Model(
            ("grid-intensity.csv", ["WORLD,,World,458.49,,,2025,lifecycle,w"]),
            ("water.csv", ["WORLD,state,thermoelectric,0.5,,2003,n", "WORLD,grid,off-site-li,3.1,,2023,l", "WORLD,state,off-site-hydro,9,,2003,n"]));
        ImpactFigures figures = Resolved.Factors(new() { Zone = "WORLD" }, model).Of(Resolved.OneKilowattHour, TimeSpan.Zero, 0);
        Assert.Null(figures.OffSiteWater);
        Assert.Null(figures.KnownWater);
    }
}
