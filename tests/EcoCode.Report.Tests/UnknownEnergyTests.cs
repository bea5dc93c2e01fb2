using EcoCode.Ledger.Tests.Runs;

namespace EcoCode.Report.Tests;

public sealed class UnknownEnergyTests
{
    [Theory]
    [InlineData(Verbosity.Quiet, "energy unknown")]
    [InlineData(Verbosity.Normal, "unknown")]
    public void Energy_that_no_source_tells_is_unknown_and_not_zero(Verbosity verbosity, string expected)
    {
        var text = new StringWriter();
        Summary.Write(text, VmRun.Record with { Components = [] }, new SummaryStyle(), verbosity);
        Assert.Contains(expected, text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0 g", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("CO2e", text.ToString(), StringComparison.Ordinal);
    }
}
