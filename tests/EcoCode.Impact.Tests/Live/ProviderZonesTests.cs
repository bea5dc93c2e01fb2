using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class ProviderZonesTests
{
    [Theory]
    [InlineData("electricity-maps", "DE", "DE")]
    [InlineData("electricity-maps", "Germany", "DE")]
    [InlineData("electricity-maps", "deu", "DE")]
    [InlineData("electricity-maps", "us-west-1", "US-CAL-CISO")]
    [InlineData("electricity-maps", "US-CAL-CISO", "US-CAL-CISO")]
    [InlineData("electricity-maps", "DK-DK1", "DK-DK1")]
    [InlineData("neso", "United Kingdom", "GB")]
    [InlineData("neso", "13", "13")]
    [InlineData("neso", "SW1A", "SW1A")]
    [InlineData("watttime", "CAISO_NORTH", "CAISO_NORTH")]
    [InlineData("electricity-maps", "aws:us-west-1", "US-CAL-CISO")]
    [InlineData("electricity-maps", "AWS/us-west-1", "US-CAL-CISO")]
    [InlineData("neso", "aws:eu-west-2", "GB")]
    [InlineData("electricity-maps", "aws:nowhere-1", "aws:nowhere-1")]
    [InlineData("carbon-aware-sdk", "aws:us-west-1", "aws:us-west-1")]
    public void A_place_is_what_the_provider_calls_it_and_a_cloud_region_the_grid_that_feeds_it(string provider, string zone, string expected) => Assert.Equal(expected, ProviderZones.Shipped.Translate(provider, zone));
}
