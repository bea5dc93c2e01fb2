using FsCheck;
using FsCheck.Fluent;

namespace EcoCode.Quantities.Tests;

public sealed class EnergyTests
{
    [Fact]
    public void Ten_million_readings_of_a_tenth_of_a_joule_sum_to_a_megajoule_exactly()
    {
        var sum = Energy.Zero;
        for (int i = 0; i < 10_000_000; i++) sum += Energy.FromJoules(0.1);
        Assert.Equal(1_000_000_000_000, sum.Microjoules);
    }

    [Fact]
    public void What_is_added_can_be_taken_off_to_the_microjoule()
        => Prop.ForAll<int, int>((left, right) =>
        {
            Energy a = Energy.FromMicrojoules(left), b = Energy.FromMicrojoules(right);
            return a + b - b == a && a + b == b + a && a - a == Energy.Zero;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_beyond_the_range_throws_and_never_wraps()
    {
        Assert.Throws<OverflowException>(() => Energy.MaxValue + Energy.FromMicrojoules(1));
        Assert.Throws<OverflowException>(() => Energy.FromMicrojoules(long.MinValue) - Energy.FromMicrojoules(1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(9.3e12)]
    [InlineData(-9.3e12)]
    public void What_no_counter_can_hold_is_refused(double joules)
    {
        Assert.Throws<OverflowException>(() => Energy.FromJoules(joules));
        Assert.Throws<OverflowException>(() => Energy.FromKilowattHours(joules));
    }

    [Theory]
    [InlineData(0.000_000_6, 1)]
    [InlineData(0.000_000_4, 0)]
    [InlineData(262_143.328_850, 262_143_328_850)]
    [InlineData(-1.5, -1_500_000)]
    public void Joules_are_rounded_to_the_nearest_microjoule(double joules, long microjoules)
        => Assert.Equal(microjoules, Energy.FromJoules(joules).Microjoules);

    [Fact]
    public void A_kilowatt_hour_is_3_6_megajoules()
    {
        Assert.Equal(3_600_000_000_000, Energy.FromKilowattHours(1).Microjoules);
        Assert.Equal(0.25, Energy.FromJoules(900_000).KilowattHours);
    }

    [Fact]
    public void Comparison_follows_the_microjoules()
        => Prop.ForAll<long, long>((left, right) =>
        {
            Energy a = Energy.FromMicrojoules(left), b = Energy.FromMicrojoules(right);
            return a < b == left < right && a > b == left > right && a <= b == left <= right && a >= b == left >= right
                && a.CompareTo(b) == left.CompareTo(right)
                && Energy.Max(a, b).Microjoules == Math.Max(left, right) && Energy.Min(a, b).Microjoules == Math.Min(left, right);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Energy_over_time_is_power_and_power_through_time_is_energy()
    {
        Assert.Equal(Power.FromWatts(250), Energy.FromJoules(500) / TimeSpan.FromSeconds(2));
        Assert.Equal(Energy.FromJoules(500), Power.FromWatts(250) * TimeSpan.FromSeconds(2));
        Assert.Equal(Power.FromWatts(1.5), Power.FromMicrowatts(1_500_000));
    }

    [Fact]
    public void A_kilowatt_hour_at_given_rates_costs_those_rates()
    {
        var energy = Energy.FromKilowattHours(2);
        Assert.Equal(700, (energy * new CarbonIntensity(350)).Grams, precision: 9);
        Assert.Equal(3.6, (energy * new WaterIntensity(1.8)).Litres, precision: 9);
        Assert.Equal(new Money(0.62m, "EUR"), energy * new Price(0.31m, "EUR"));
    }

    [Fact]
    public void A_part_over_its_whole_is_a_ratio() => Assert.Equal(0.25, Energy.FromJoules(1) / Energy.FromJoules(4));
}
