using EcoCode.Quantities;
using EcoCode.Sensors.Rapl;

namespace EcoCode.Sensors.Tests.Rapl;

/// <summary>A package of one die with its limits: the first is not always the long one.</summary>
public sealed class PackageLimitTests : IDisposable
{
    private const string Zone = "devices/virtual/powercap/intel-rapl/intel-rapl:0";

    private readonly Machine _machine = new();

    public PackageLimitTests()
    {
        _machine.Write($"{Zone}/name", "package-0");
        Limit(0, "short_term", 250_000_000);
        Limit(1, "long_term", 125_000_000);
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_long_one_is_meant_wherever_it_stands() => Assert.Equal(Power.FromWatts(125), Find());

    [Theory]
    [InlineData(1, 0.000001)]
    [InlineData(999_999_999, 999.999999)]
    [InlineData(0, null)]
    [InlineData(1_000_000_000, null)]
    [InlineData(-1, null)]
    public void What_no_package_can_have_is_no_limit(long microwatts, double? watts)
    {
        Limit(1, "long_term", microwatts);
        Assert.Equal(watts, Find()?.Watts);
    }

    [Fact]
    public void Without_a_long_one_there_is_none()
    {
        Limit(1, "peak_power", 300_000_000);
        Assert.Null(Find());
    }

    [Fact]
    public void Dies_have_theirs_together_and_a_second_view_of_one_counts_once()
    {
        const string other = "devices/virtual/powercap/intel-rapl-mmio/intel-rapl-mmio:0", second = "devices/virtual/powercap/intel-rapl/intel-rapl:1";
        _machine.Write($"{Zone}/name", "package-0-die-0");
        foreach ((string zone, string name) in new[] { (other, "package-0-die-0"), (second, "package-0-die-1") })
        {
            _machine.Write($"{zone}/name", name);
            _machine.Write($"{zone}/constraint_0_name", "long_term");
            _machine.Write($"{zone}/constraint_0_power_limit_uw", 100_000_000);
        }

        Assert.Equal(Power.FromWatts(225), Find());
        Assert.Null(Find(package: 1));
    }

    private void Limit(int constraint, string name, long microwatts)
    {
        _machine.Write($"{Zone}/constraint_{constraint}_name", name);
        _machine.Write($"{Zone}/constraint_{constraint}_power_limit_uw", microwatts);
    }

    private Power? Find(int package = 0) => PackageLimit.Find(_machine.Sys, PowercapZone.FindAll(_machine.Sys), package);
}
