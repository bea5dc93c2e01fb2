using EcoCode.Impact.Live;

namespace EcoCode.Impact.Tests.Live;

public sealed class ProviderZonesTests
{
    [Theory]
    [InlineData("electricity-maps", "DE", "DE")]
    [InlineData("electricity-maps", "aws:us-west-1", "US-CAL-CISO")]
    [InlineData("electricity-maps", "AWS/us-west-1", "US-CAL-CISO")]
    [InlineData("neso", "aws:eu-west-2", "GB")]
    [InlineData("electricity-maps", "aws:nowhere-1", "aws:nowhere-1")]
    [InlineData("carbon-aware-sdk", "aws:us-west-1", "aws:us-west-1")]
    public void A_cloud_region_is_the_grid_that_feeds_it(string provider, string zone, string expected) => Assert.Equal(expected, ProviderZones.Shipped.Translate(provider, zone));
}
