using EcoCode.Agent.Scraping;
using EcoCode.Telemetry.OpenMetrics;

namespace EcoCode.Agent.Tests.Scraping;

public sealed class NegotiationTests
{
    [Theory]
    [InlineData(null, ExpositionFormat.Prometheus)]
    [InlineData("*/*", ExpositionFormat.Prometheus)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", ExpositionFormat.Prometheus)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text; version=1.0.0; charset=utf-8", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0,text/plain;version=0.0.4;q=0.1", ExpositionFormat.Prometheus)]
    [InlineData("application/openmetrics-text;q=0.2,text/plain;q=0.3", ExpositionFormat.Prometheus)]
    [InlineData("application/openmetrics-text;q=0,*/*", ExpositionFormat.Prometheus)]
    [InlineData("APPLICATION/OpenMetrics-Text;Version=1.0.0", ExpositionFormat.OpenMetrics)]
    [InlineData("no type at all", ExpositionFormat.Prometheus)]
    [InlineData("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2", ExpositionFormat.OpenMetrics)]
    public void The_format_is_the_one_that_is_wanted_most(string? accept, ExpositionFormat format) => Assert.Equal(format, Negotiation.Format(accept));

    [Theory]
    [InlineData(null, false)]
    [InlineData("gzip", true)]
    [InlineData("deflate, GZIP;q=0.5, br", true)]
    [InlineData("gzip;q=0", false)]
    [InlineData("gzip;q=0, *", false)]
    [InlineData("*", true)]
    [InlineData("*;q=0", false)]
    [InlineData("identity", false)]
    public void Gzip_is_spoken_to_who_takes_it(string? encodings, bool taken) => Assert.Equal(taken, Negotiation.TakesGzip(encodings));
}
