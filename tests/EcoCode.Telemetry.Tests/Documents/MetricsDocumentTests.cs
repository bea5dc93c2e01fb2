using EcoCode.Goldens;
using EcoCode.Telemetry.Documents;

namespace EcoCode.Telemetry.Tests.Documents;

public sealed class MetricsDocumentTests
{
    [Fact]
    public void The_metrics_are_documented() => Golden.MatchesDocument("docs/metrics.md", MetricsPage.Write());
}
